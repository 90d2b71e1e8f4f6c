'use client';

import { useCallback, useEffect, useRef, useState } from 'react';

interface Page {
  nextCursor: string | null;
}

interface PagesOptions<P extends Page> {
  /** Names the list, and how it began: another beginning is another list. */
  name: string;
  /** As the server wrote it. */
  firstPage: P;
  load(cursor: string, signal: AbortSignal): Promise<P>;
}

/**
 * A list that grows page by page. Small on purpose: the feed is the first thing that slow phones load. Whoever comes
 * back to the list within this visit finds it as long as it was.
 */
export function usePages<P extends Page>({ name, firstPage, load }: PagesOptions<P>) {
  const [pages, setPages] = useState(() => keptPages<P>(name) ?? [firstPage]);
  const [status, setStatus] = useState<'idle' | 'loading' | 'failed'>('idle');
  const running = useRef<AbortController | null>(null);
  const latestLoad = useRef(load);
  latestLoad.current = load;

  useEffect(() => () => running.current?.abort(), []);

  const loadMore = useCallback(async () => {
    const cursor = pages.at(-1)?.nextCursor;
    if (!cursor || (running.current && !running.current.signal.aborted)) return;
    const asking = new AbortController();
    running.current = asking;
    setStatus('loading');
    try {
      const longer = [...pages, await latestLoad.current(cursor, asking.signal)];
      if (asking.signal.aborted) return;
      keepPages(name, longer);
      setPages(longer);
      setStatus('idle');
    } catch {
      if (!asking.signal.aborted) setStatus('failed');
    } finally {
      if (running.current === asking) running.current = null;
    }
  }, [name, pages]);

  return { pages, status, loadMore, nextCursor: pages.at(-1)?.nextCursor ?? null };
}

/** Lists that somebody may come back to within this visit, as long as they had become. The oldest are let go of. */
const kept = new Map<string, readonly object[]>();
const MOST_KEPT = 12;

/** The pages that were kept under a name; null when there are none. */
export function keptPages<P extends object>(name: string): P[] | null {
  // What is kept under a name was put there by whoever asks for it, under the same name.
  return (kept.get(name) as P[] | undefined) ?? null;
}

export function keepPages(name: string, pages: readonly object[]): void {
  kept.delete(name);
  kept.set(name, pages);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
}
