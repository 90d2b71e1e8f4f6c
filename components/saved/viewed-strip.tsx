'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { useDeviceList } from '@/components/device/device-list';
import { pictureOf } from '@/components/product/picture-of';
import { Price } from '@/components/product/price';
import { ProductPicture } from '@/components/product/product-picture';
import { buttonStyle } from '@/components/ui/button';
import { LinkPending } from '@/components/ui/link-pending';
import { PageLink } from '@/components/ui/page-link';
import { Skeleton } from '@/components/ui/skeleton';
import type { CardView } from '@/lib/marketplace/product-view.schema';
import { viewedList } from './product-lists';
import { useProducts } from './use-products';

const SHOWN = 12;

/**
 * What was looked at last on this device. Its place is held before this script runs (see mark-viewed.ts), so that the
 * products below do not move.
 */
export function ViewedStrip() {
  const words = useTranslations('saved.viewed');
  const ids = useDeviceList(viewedList)
    .slice(0, SHOWN)
    .map(({ productId }) => productId);
  const { products: known, isSettled, isError } = useProducts(ids);
  const products = ids.flatMap((id) => known?.get(id) ?? []);
  // Nothing of it can be shown: junk in the storage, all of it gone, or the API away.
  const isEmpty = ids.length > 0 && (isError || isSettled) && products.length === 0;

  useEffect(() => {
    if (viewedList.read().length === 0) delete document.documentElement.dataset.viewed;
  }, []);

  return (
    <section
      aria-labelledby="viewed"
      data-filled={ids.length > 0 && !isEmpty ? '' : undefined}
      hidden={isEmpty}
      className="viewed-strip mb-4"
    >
      <div className="flex items-center gap-3">
        <h2 id="viewed" className="text-lg font-semibold tracking-tight">
          {words('title')}
        </h2>
        <span className="text-[0.8125rem] text-ink-soft">{words('onDevice')}</span>
        <button
          type="button"
          onClick={clear}
          className={buttonStyle({ look: 'ghost', size: 'sm', className: 'ml-auto max-sm:h-11' })}
        >
          {words('clear')}
        </button>
      </div>
      <ul
        aria-label={words('title')}
        className="-mx-4 mt-1 flex h-40 gap-3 overflow-x-auto px-4 py-1 [scrollbar-width:none] sm:mx-0 sm:px-1"
      >
        {products.length > 0
          ? products.map((product) => <Viewed key={product.productId} product={product} />)
          : Array.from({ length: 4 }, (_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
              <li key={index} className="w-26 shrink-0">
                <Skeleton className="aspect-square rounded-lg" />
              </li>
            ))}
      </ul>
    </section>
  );
}

function clear(): void {
  viewedList.replace([]);
  delete document.documentElement.dataset.viewed;
}

function Viewed({ product }: { product: CardView }) {
  return (
    <li className="group relative w-26 shrink-0 text-[0.8125rem] leading-snug">
      <ProductPicture
        {...pictureOf(product)}
        place="strip"
        alt=""
        className="aspect-square rounded-lg transition-[border-radius] group-hover:rounded-2xl"
      />
      <PageLink
        href={`/products/${product.productId}`}
        dir="auto"
        className="mt-1 block truncate leading-6 font-medium after:absolute after:inset-0 after:rounded-lg"
      >
        {product.title}
        <LinkPending className="inset-x-2" />
      </PageLink>
      <p className="truncate">
        <Price price={product.price} />
      </p>
    </li>
  );
}
