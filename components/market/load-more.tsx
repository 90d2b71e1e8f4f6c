'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button, buttonStyle } from '@/components/ui/button';

interface LoadMoreProps {
  hasMore: boolean;
  loading: boolean;
  failed: boolean;
  onMore(): void;
  /** The next page for whoever has no JavaScript. */
  nextHref?: string | undefined;
}

/** Asks for the next page a screen before the end comes into view. */
export function LoadMore({ hasMore, loading, failed, onMore, nextHref }: LoadMoreProps) {
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

  if (!hasMore) return null;
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
          {loading ? words('loadMore.loading') : ''}
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
