'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button, buttonStyle } from '@/components/ui/button';

interface LoadMoreProps {
  hasMore: boolean;
  loading: boolean;
  failed: boolean;
  /** How many products came last: told to who cannot see them come. */
  added?: number;
  onMore(): void;
  /** The next page for whoever has no JavaScript. */
  nextHref?: string | undefined;
}

/** Asks for the next page a screen before the end comes into view. */
export function LoadMore({ hasMore, loading, failed, added = 0, onMore, nextHref }: LoadMoreProps) {
  const words = useTranslations('shell');
  const mark = useRef<HTMLDivElement>(null);
  const idle = hasMore && !loading && !failed;

  useEffect(() => {
    const { current } = mark;
    if (!current || !idle) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) onMore();
      },
      { rootMargin: '800px 0px' },
    );
    observer.observe(current);
    return () => observer.disconnect();
  }, [idle, onMore]);

  const arrived = added > 0 && !loading ? words('loadMore.shown', { count: added }) : '';
  if (!hasMore)
    return (
      <p role="status" className="sr-only">
        {arrived}
      </p>
    );
  return (
    <div ref={mark} className="flex min-h-24 flex-col items-center justify-center gap-3 py-8">
      {failed ? (
        <>
          <p role="alert" className="text-ink-soft">
            {words('loadMore.failed')}
          </p>
          <Button look="quiet" onClick={onMore}>
            {words('tryAgain')}
          </Button>
        </>
      ) : (
        <p role="status" className="text-sm text-ink-soft">
          {loading ? words('loadMore.loading') : <span className="sr-only">{arrived}</span>}
        </p>
      )}
      {nextHref ? (
        <noscript>
          <a href={nextHref} className={buttonStyle({ look: 'quiet' })}>
            {words('loadMore.next')}
          </a>
        </noscript>
      ) : null}
    </div>
  );
}
