import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { requirePageRole } from '@/app/server/session';
import { database, whatsappOrigin } from '@/app/wiring/process';
import { FoundList } from '@/components/admin/found-list';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { find, pageOf } from '@/lib/operations/find';

export const metadata: Metadata = { title: 'Find' };

export default async function FindPage({ searchParams }: { searchParams: PageSearchParams }) {
  await requirePageRole('admin');
  const q = new Map(await searchParamEntries(searchParams)).get('q') ?? '';
  const found = await find(database(), q, { whatsappOrigin: whatsappOrigin() });
  const page = pageOf(found);
  if (page) redirect(page);
  const { sellers, products, runs } = found;
  const nothing = sellers.length + products.length + runs.length === 0;
  return (
    <div className="mx-auto flex max-w-5xl flex-col gap-6">
      <h1 className="text-xl font-semibold [overflow-wrap:anywhere]">
        {q.trim() ? `Found for “${q.slice(0, 100)}”` : 'Find'}
      </h1>
      {nothing ? (
        <EmptyState title={q.trim() ? 'Nothing is known by this' : 'What are you looking for?'}>
          A product’s number or link, a phone in any spelling, words of a title or a shop’s name, or the first eight
          characters of a sync.
        </EmptyState>
      ) : null}
      <FoundList title="Sellers" count={sellers.length}>
        {sellers.map(({ sellerId, phone, name }) => (
          <li key={sellerId} className="py-2">
            <Link href={`/admin/sellers/${sellerId}`} prefetch={false} className="font-medium hover:underline">
              {name ?? phone}
            </Link>{' '}
            <span className="tabular text-sm text-ink-faint">{phone}</span>
          </li>
        ))}
      </FoundList>
      <FoundList title="Products" count={products.length}>
        {products.map(({ productId, title, sellerName, isListed }) => (
          <li key={productId} className="flex flex-wrap items-baseline gap-x-2 py-2">
            <Link href={`/admin/products/${productId}`} prefetch={false} className="font-medium hover:underline">
              {title ?? productId}
            </Link>
            <span className="text-sm text-ink-soft">{sellerName}</span>
            <Badge tone={isListed ? 'good' : 'neutral'}>{isListed ? 'live' : 'not live'}</Badge>
          </li>
        ))}
      </FoundList>
      <FoundList title="Syncs" count={runs.length}>
        {runs.map(({ syncRunId, kind, sellerName }) => (
          <li key={syncRunId} className="py-2">
            <Link href={`/admin/syncs/${syncRunId}`} prefetch={false} className="font-medium hover:underline">
              {syncRunId}
            </Link>{' '}
            <span className="text-sm text-ink-soft">
              {kind} · {sellerName ?? 'all sellers'}
            </span>
          </li>
        ))}
      </FoundList>
    </div>
  );
}
