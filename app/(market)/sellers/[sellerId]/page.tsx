import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { database } from '@/app/wiring';
import { Feed } from '@/components/market/feed';
import { RelativeTime } from '@/components/time/relative-time';
import { EmptyState } from '@/components/ui/empty-state';
import { browseProducts } from '@/lib/search/browse-products';
import { isFeedCursor } from '@/lib/search/cursor';
import { findSellerCard } from '@/lib/search/seller-card';

interface SellerPageProps {
  params: Promise<{ sellerId: string }>;
  searchParams: PageSearchParams;
}

const loadSeller = cache((sellerId: string) => findSellerCard(database(), sellerId));

export async function generateMetadata({ params }: SellerPageProps): Promise<Metadata> {
  const seller = await loadSeller((await params).sellerId);
  return { title: seller?.name ?? 'Seller' };
}

export default async function SellerPage({ params, searchParams }: SellerPageProps) {
  const seller = await loadSeller((await params).sellerId);
  if (!seller) notFound();
  const cursor = new Map(await searchParamEntries(searchParams)).get('cursor');
  const page = await browseProducts(database(), {
    seller: seller.id,
    limit: 30,
    cursor: cursor && isFeedCursor(cursor, 'newest') ? cursor : undefined,
  });
  const name = seller.name ?? 'WhatsApp seller';
  return (
    <>
      <header className="flex items-center gap-4 py-6 sm:py-9">
        <div
          aria-hidden
          className="relative grid size-16 shrink-0 place-items-center overflow-hidden rounded-full bg-accent-soft sm:size-20"
        >
          <div className="kitenge kitenge-cloth absolute inset-0 opacity-25" />
          <span className="relative font-display text-2xl font-bold text-accent-strong sm:text-3xl">
            {name.trim().charAt(0).toUpperCase()}
          </span>
        </div>
        <div className="min-w-0">
          <h1 className="text-2xl font-semibold tracking-tight [overflow-wrap:anywhere] sm:text-4xl">{name}</h1>
          <p className="mt-1 text-ink-soft">
            {seller.products === 1 ? '1 product' : `${seller.products} products`}
            {seller.lastSeenAt ? (
              <>
                {' · last seen on WhatsApp '}
                <RelativeTime at={seller.lastSeenAt} />
              </>
            ) : null}
          </p>
        </div>
      </header>
      {page.products.length > 0 ? (
        <Feed
          key={cursor ?? ''}
          firstPage={page}
          params={`seller=${seller.id}`}
          label={`Products of ${name}`}
          path={`/sellers/${seller.id}`}
        />
      ) : (
        <EmptyState title="Nothing on the shelf right now">This seller has no live products at the moment.</EmptyState>
      )}
    </>
  );
}
