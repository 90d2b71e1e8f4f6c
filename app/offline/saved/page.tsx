import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { pool } from '@/app/wiring/process';
import { Logo } from '@/components/brand/logo';
import { KeptProduct } from '@/components/saved/kept-product';
import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { FORMAT_LOCALES } from '@/lib/language/languages.schema';
import { findLiveProducts } from '@/lib/marketplace/live-products';
import type { ProductView } from '@/lib/marketplace/product-view.schema';
import { chatUrlInWords } from '@/lib/marketplace/whatsapp-link';

export const metadata: Metadata = { title: 'Saved', robots: { index: false } };

/** As many as a device saves (components/saved/product-lists.ts). */
const IDS = /^\d{1,20}(,\d{1,20}){0,59}$/;
const EXACT = { dateStyle: 'long', timeStyle: 'short', timeZone: 'Africa/Nairobi' } as const;

/**
 * What `public/sw.js` keeps of the products that are saved on a device, and shows for `/saved` while nothing can be
 * reached. It must stand without scripts: none of them is kept.
 */
export default async function SavedOfflinePage({ searchParams }: { searchParams: PageSearchParams }) {
  const ids = new Map(await searchParamEntries(searchParams)).get('ids') ?? '';
  if (ids !== '' && !IDS.test(ids)) notFound();
  const found = await findLiveProducts(pool(), ids === '' ? [] : ids.split(','));
  return <Saved products={ids.split(',').flatMap((id) => found.get(id) ?? [])} />;
}

function Saved({ products }: { products: ProductView[] }) {
  const words = useTranslations('market.offline');
  const pageWords = useTranslations('market.productPage');
  const date = new Intl.DateTimeFormat(FORMAT_LOCALES[useLocale()], EXACT).format(new Date());
  const again = (
    // biome-ignore lint/a11y/useValidAnchor: an empty link is the page that was asked for
    <a href="" className={buttonStyle({ look: 'quiet', size: 'sm', className: 'h-11' })}>
      {words('again')}
    </a>
  );
  return (
    <main className="mx-auto w-full max-w-[90rem] px-4 pt-4 pb-12 sm:px-6">
      <a href="/" className="inline-flex min-h-11 items-center rounded-md" aria-label="Soko">
        <Logo />
      </a>
      {products.length === 0 ? (
        <EmptyState as="h1" title={words('kept.emptyTitle')} action={again}>
          {words('kept.empty')}
        </EmptyState>
      ) : (
        <>
          <h1 className="pt-4 pb-4 text-3xl font-bold tracking-tight">{words('kept.title')}</h1>
          <Notice title={words('kept.asOf', { date })} action={again} className="mb-6" />
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,18rem),1fr))] gap-x-5 gap-y-8">
            {products.map((product) => (
              <KeptProduct
                key={product.productId}
                product={product}
                chatUrl={chatUrlInWords(product, (parts) => pageWords('message', parts))}
              />
            ))}
          </ul>
        </>
      )}
    </main>
  );
}
