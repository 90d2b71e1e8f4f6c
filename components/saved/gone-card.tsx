import { useTranslations } from 'next-intl';
import type { CSSProperties } from 'react';
import { Button } from '@/components/ui/button';
import type { KeptProduct } from './product-lists';
import { savedList } from './product-lists';

const STYLE = { '--picture-rows': 20 } as CSSProperties;

/** A saved product that is live no more. */
export function GoneCard({ product }: { product: KeptProduct }) {
  const words = useTranslations('saved');
  const title = product.title || words('goneUntitled');
  return (
    <li className="masonry-item" style={STYLE}>
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
      <h3 dir="auto" className="truncate px-0.5 pt-2 font-sans text-[15px] font-medium text-ink-soft">
        {title}
      </h3>
    </li>
  );
}
