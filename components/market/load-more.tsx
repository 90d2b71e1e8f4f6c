'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button, buttonStyle } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';

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

/**
 * Asks for the next page two screens before the end comes into view, and leaves room for a screen of it: whoever
 * scrolls faster than it comes sees that, and not the footer, which would be moved away under their eyes.
 */
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
      { rootMargin: '200% 0px' },
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
    <div ref={mark} className={cn('flex flex-col items-center gap-3 py-8', failed ? 'min-h-24' : 'min-h-svh')}>
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
