import { useTranslations } from 'next-intl';
import type { CSSProperties } from 'react';
import { lettersOf } from '@/components/product/letters-of';
import { Button } from '@/components/ui/button';
import type { KeptProduct } from './product-lists';
import { savedList } from './product-lists';

const PICTURE_ROWS = 24;

/** A saved product that is live no more. */
export function GoneCard({ product }: { product: KeptProduct }) {
  const words = useTranslations('saved');
  const title = product.title || words('goneUntitled');
  return (
    <li
      className="masonry-item"
      style={{ '--picture-rows': PICTURE_ROWS, '--title-chars': lettersOf(title) } as CSSProperties}
    >
      <div className="picture relative overflow-hidden rounded-lg bg-sunken">
        <div aria-hidden className="kitenge kitenge-cloth absolute inset-0 opacity-10" />
        <div className="absolute inset-0 flex flex-col items-center justify-center gap-2 p-3 text-center">
          <p className="text-sm text-ink-soft">{words('gone')}</p>
          <Button
            look="quiet"
            size="sm"
            className="h-11"
            aria-label={words('remove', { title })}
            onClick={() => savedList.remove(product.productId)}
          >
            {words('doRemove')}
          </Button>
        </div>
      </div>
      <h3 dir="auto" className="px-0.5 pt-2 font-sans text-[0.9375rem] font-medium text-wrap text-ink-soft">
        <span className="masonry-title">{title}</span>
      </h3>
    </li>
  );
}
