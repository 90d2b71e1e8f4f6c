'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { keepPages, keptPages } from '@/components/market/use-pages';
import type { CardSearchPage } from '@/lib/search/search-page.schema';
import {
  againRun,
  beginRun,
  type FirstResults,
  foundRun,
  growingRun,
  nextCursor,
  refusedRun,
  type SearchRun,
} from './search-run';

interface SearchRunOptions {
  /** Another name is another search. */
  name: string;
  first: FirstResults;
  /** Whether there is something to ask for yet. */
  isAsked: boolean;
  /** Whether what was found before is near enough to be shown until there is an answer. */
  keepsOld: boolean;
  load(cursor: string | null, signal: AbortSignal): Promise<CardSearchPage>;
}

/**
 * Runs one search after the other. One that is no longer wanted is broken off; one that is come back to is not asked
 * for again.
 */
export function useSearchRun({ name, first, isAsked, keepsOld, load }: SearchRunOptions) {
  const begin = (before: CardSearchPage[]) => beginRun({ name, kept: keptPages(name), first, before });
  const [known, setRun] = useState(() => begin([]));
  let run: SearchRun = known;
  if (known.name !== name) {
    run = begin(keepsOld ? known.pages : []);
    setRun(run);
  }

  const isOnline = useOnline();
  const isUnanswered = isAsked && (run.step === 'searching' || run.step === 'growing');
  const isAsking = isUnanswered && isOnline;
  const cursor = run.step === 'growing' ? nextCursor(run) : null;
  const latest = useRef({ load, pages: run.pages });
  latest.current = { load, pages: run.pages };

  useEffect(() => {
    if (!isAsking) return;
    const asking = new AbortController();
    const { pages, load: ask } = latest.current;
    ask(cursor, asking.signal).then(
      (page) => {
        if (asking.signal.aborted) return;
        const found = cursor === null ? [page] : [...pages, page];
        keepPages(name, found);
        setRun(foundRun(name, found));
      },
      (error: unknown) => {
        if (!asking.signal.aborted) setRun((before) => (before.name === name ? refusedRun(before, error) : before));
      },
    );
    return () => asking.abort();
  }, [name, isAsking, cursor]);

  // What could not be reached is asked for again by itself.
  useEffect(() => {
    if (isOnline) setRun((before) => (before.trouble?.code === 'offline' ? againRun(before) : before));
  }, [isOnline]);

  return {
    run,
    /** Waits for a connection. */
    isPaused: isUnanswered && !isOnline,
    retry: useCallback(() => setRun(againRun), []),
    loadMore: useCallback(() => setRun(growingRun), []),
  };
}

/**
 * False from when the browser says that the connection is gone until it says that it is back; what it believes before
 * is often wrong.
 */
function useOnline(): boolean {
  const [isOnline, setOnline] = useState(true);
  useEffect(() => {
    const onOnline = () => setOnline(true);
    const onOffline = () => setOnline(false);
    window.addEventListener('online', onOnline);
    window.addEventListener('offline', onOffline);
    return () => {
      window.removeEventListener('online', onOnline);
      window.removeEventListener('offline', onOffline);
    };
  }, []);
  return isOnline;
}
