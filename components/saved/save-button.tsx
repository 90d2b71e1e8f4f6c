'use client';

import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { cn } from '@/components/ui/cn';
import { Heart } from '@/components/ui/icons/shell-icons';
import { savedList } from './product-lists';

interface SaveButtonProps {
  productId: string;
  title: string;
  className?: string;
  /** With the word beside the heart. */
  worded?: boolean;
}

/** Keeps a product on this device, or lets go of it. */
export function SaveButton({ productId, title, className, worded = false }: SaveButtonProps) {
  const words = useTranslations('saved');
  const saved = useSyncExternalStore(
    savedList.subscribe,
    () => savedList.read().some((kept) => kept.productId === productId),
    () => false,
  );
  return (
    <button
      type="button"
      aria-pressed={saved}
      aria-label={words('save', { title })}
      onClick={() => (saved ? savedList.remove(productId) : savedList.add({ productId, title }))}
      className={cn('noscript:hidden', className)}
    >
      <Heart aria-hidden className={cn('size-5', saved && 'animate-beat fill-accent text-accent')} />
      {worded ? <span aria-hidden>{words('doSave')}</span> : null}
    </button>
  );
}
