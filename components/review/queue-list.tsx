'use client';

import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { isSelected } from './desk-selection';
import type { DeskState } from './desk-state';
import { QueueRow } from './queue-row';
import type { Pages } from './use-queue-pages';

interface QueueListProps {
  desk: DeskState;
  pages: Pages;
  onOpen(productId: string): void;
  onTick(productId: string, extend: boolean): void;
}

/** What waits, in its order, to its very end: the next page comes before somebody is there. */
export function QueueList({ desk, pages, onOpen, onTick }: QueueListProps) {
  const { items, currentId, held, nextCursor, total } = desk;
  return (
    <nav
      aria-label="Waiting products"
      className="overflow-y-auto rounded-lg border border-line bg-surface max-lg:relative max-lg:max-h-72 lg:sticky
        lg:top-4 lg:max-h-[calc(100dvh-2rem)]"
    >
      <ol>
        {items.map((item) => (
          <QueueRow
            key={item.productId}
            item={item}
            isCurrent={item.productId === currentId}
            isTicked={isSelected(desk.selection, item.productId)}
            heldBy={held.get(item.productId) ?? null}
            onOpen={() => onOpen(item.productId)}
            onTick={(extend) => onTick(item.productId, extend)}
          />
        ))}
      </ol>
      {nextCursor === null ? (
        <p className="px-3 py-2 text-xs text-ink-soft">
          {total > items.length ? `${total - items.length} more have come since. Refresh to see them.` : 'That is all.'}
        </p>
      ) : (
        <ListEnd pages={pages} />
      )}
    </nav>
  );
}

/** Seen: the next page is asked for, for those who scroll. */
function ListEnd({ pages: { error, isLoading, more } }: { pages: Pages }) {
  const end = useRef<HTMLDivElement>(null);
  const latest = useRef(more);
  useEffect(() => {
    latest.current = more;
  });
  const isFailed = error !== null;
  useEffect(() => {
    const { current: element } = end;
    if (element === null || isFailed || isLoading) return;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) latest.current();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [isFailed, isLoading]);
  return (
    <div ref={end} className="px-3 py-2 text-xs text-ink-soft">
      {isFailed ? (
        <>
          {error.message}{' '}
          <Button look="quiet" size="sm" onClick={more}>
            Load more
          </Button>
        </>
      ) : (
        'Loading more…'
      )}
    </div>
  );
}
