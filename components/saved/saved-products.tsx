'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { useDeviceList } from '@/components/device/device-list';
import { ProductCard } from '@/components/product/product-card';
import { ProductGridSkeleton } from '@/components/product/product-grid';
import { Button } from '@/components/ui/button';
import { Trash2 } from '@/components/ui/icons/product-icons';
import { Notice } from '@/components/ui/notice';
import { GoneCard } from './gone-card';
import type { KeptProduct } from './product-lists';
import { savedList } from './product-lists';
import { useProducts } from './use-products';

/** All that was saved on this device: what is live as a card, what is gone by its name; `empty` where nothing was. */
export function SavedProducts({ empty }: { empty: ReactNode }) {
  const words = useTranslations('saved');
  const shell = useTranslations('shell');
  const [removed, setRemoved] = useState<KeptProduct[]>([]);
  const saved = useDeviceList(savedList);
  const isKnown = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
  const { products, isSettled, isError, retry } = useProducts(saved.map(({ productId }) => productId));

  if (!isKnown) return <Awaited note={words('needsScript')} />;
  return (
    <>
      <div role="status">
        {removed.length > 0 && saved.length === 0 ? (
          <Notice
            title={words('removed')}
            action={
              <Button look="quiet" size="sm" onClick={() => savedList.replace(removed)}>
                {words('undo')}
              </Button>
            }
          />
        ) : null}
      </div>
      {saved.length === 0 ? (
        empty
      ) : isError && !products ? (
        <Notice
          live
          tone="bad"
          title={words('failed')}
          action={
            <Button look="quiet" size="sm" onClick={retry}>
              {shell('tryAgain')}
            </Button>
          }
        />
      ) : products && (isSettled || saved.some(({ productId }) => products.has(productId))) ? (
        <>
          <div className="masonry">
            <ol className="masonry-grid" aria-label={words('list')}>
              {saved.map((kept) => {
                const product = products.get(kept.productId);
                // While an answer about another list is shown, what it does not name need not be gone.
                if (!product && !isSettled) return null;
                return product ? (
                  <ProductCard key={kept.productId} product={product} />
                ) : (
                  <GoneCard key={kept.productId} product={kept} />
                );
              })}
            </ol>
          </div>
          <div className="mt-8 flex justify-center">
            <Button
              look="bad"
              onClick={() => {
                setRemoved(saved);
                savedList.replace([]);
              }}
            >
              <Trash2 aria-hidden />
              {words('removeAll')}
            </Button>
          </div>
        </>
      ) : (
        <ProductGridSkeleton count={Math.min(10, saved.length)} />
      )}
    </>
  );
}

/** Until this script runs; for good where none does. */
function Awaited({ note }: { note: string }) {
  return (
    <>
      <div className="hidden noscript:block">
        <Notice title={note} />
      </div>
      <div className="noscript:hidden">
        <ProductGridSkeleton count={5} />
      </div>
    </>
  );
}
