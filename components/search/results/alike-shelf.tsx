'use client';

import { useTranslations } from 'next-intl';
import { ProductCard } from '@/components/product/product-card';
import { cn } from '@/components/ui/cn';
import { ChevronDown } from '@/components/ui/icons/card-icons';
import { X } from '@/components/ui/icons/shell-icons';
import type { CardView } from '@/lib/marketplace/product-view.schema';
import type { CardMatch } from '@/lib/search/search-page.schema';

interface AlikeButtonProps {
  product: CardView;
  alike: NonNullable<CardMatch['alike']>;
  isOpen: boolean;
  /** As it is about to be, while what it opens is still being drawn. */
  isPointingUp: boolean;
  onToggle(): void;
}

const shelfId = (product: CardView) => `alike-${product.productId}`;

/** "3 more like this", under the words of the card that they stand behind. */
export function AlikeButton({ product, alike, isOpen, isPointingUp, onToggle }: AlikeButtonProps) {
  const words = useTranslations('search.alike');
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-controls={isOpen ? shelfId(product) : undefined}
      aria-label={words('label', { count: alike.count, title: product.title })}
      onClick={onToggle}
      className="relative flex h-11 items-center self-start noscript:hidden"
    >
      <span
        className="inline-flex h-8 items-center gap-1 rounded-full border border-line-strong bg-surface pr-2 pl-3
          text-[0.8125rem] font-medium whitespace-nowrap hover:bg-sunken"
      >
        {words('button', { count: alike.count })}
        <ChevronDown aria-hidden className={cn('size-4 transition-transform', isPointingUp && 'rotate-180')} />
      </span>
    </button>
  );
}

interface AlikeShelfProps {
  product: CardView;
  alike: NonNullable<CardMatch['alike']>;
  onClose(): void;
}

/** A row across the list, right behind the card that it belongs to. Its height is known, so that nothing jumps. */
export function AlikeShelf({ product, alike, onClose }: AlikeShelfProps) {
  const words = useTranslations('search.alike');
  const title =
    alike.why === 'same_picture'
      ? words('samePicture')
      : words('sameSeller', { seller: product.seller.name ?? words('aSeller') });
  return (
    <li id={shelfId(product)} className="alike-shelf animate-settle">
      <div className="flex items-center gap-3 pl-1">
        <h3 className="min-w-0 flex-1 truncate font-sans text-[0.9375rem] font-medium">{title}</h3>
        <button
          type="button"
          onClick={onClose}
          aria-label={words('close')}
          className="grid size-11 shrink-0 place-items-center rounded-full hover:bg-surface"
        >
          <X aria-hidden className="size-5" />
        </button>
      </div>
      <ol className="alike-row" aria-label={title}>
        {alike.results.map(({ product: other }) => (
          <ProductCard key={other.productId} product={other} />
        ))}
      </ol>
    </li>
  );
}
