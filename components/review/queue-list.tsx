'use client';

import { useEffect, useRef } from 'react';
import { ProductPicture } from '@/components/product/product-picture';
import { RelativeTime } from '@/components/time/relative-time';
import { cn } from '@/components/ui/cn';
import type { QueuedProduct } from '@/lib/moderation/moderation.schema';

interface QueueListProps {
  items: QueuedProduct[];
  index: number;
  onSelect(index: number): void;
}

/** What waits, longest first. */
export function QueueList({ items, index, onSelect }: QueueListProps) {
  const current = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (index >= 0) current.current?.scrollIntoView({ block: 'nearest' });
  }, [index]);
  return (
    <nav
      aria-label="Waiting products"
      className="max-lg:max-h-80 lg:sticky lg:top-4 lg:max-h-[calc(100dvh-7rem)] overflow-y-auto rounded-lg border
        border-line bg-surface max-sm:mb-20"
    >
      <ol>
        {items.map((item, at) => (
          <li key={item.productId} className="border-b border-line last:border-0">
            <button
              ref={at === index ? current : undefined}
              type="button"
              aria-current={at === index ? 'true' : undefined}
              onClick={() => onSelect(at)}
              className={cn(
                'flex w-full items-center gap-3 border-l-3 px-2.5 py-2 text-left',
                at === index ? 'border-accent bg-accent-soft' : 'border-transparent hover:bg-sunken',
              )}
            >
              <ProductPicture src={item.imageUrl} alt="" className="size-10 shrink-0 rounded-sm" />
              <span className="min-w-0 flex-1">
                <span className="block truncate text-sm font-medium">{item.title ?? 'Untitled'}</span>
                <span className="block truncate text-xs text-ink-soft">
                  {item.reports.length > 0 ? <strong className="font-medium text-warn">Reported · </strong> : null}
                  {item.businessName ?? 'WhatsApp seller'} · <RelativeTime at={item.waitingSince} />
                </span>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
