import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { requirePageRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { ProductPicture } from '@/components/product/product-picture';
import { STATUS } from '@/components/review/decisions/decision-words';
import { FindProduct } from '@/components/review/decisions/find-product';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { type FoundForModerator, findProducts } from '@/lib/moderation/find-products';

export const metadata: Metadata = { title: 'Find a product' };

const MOST = 50;

/** Any product, live or not: by id or link at once, by words from a list. */
export default async function FindPage({ searchParams }: { searchParams: PageSearchParams }) {
  await requirePageRole('moderator');
  const text = (new Map(await searchParamEntries(searchParams)).get('q') ?? '').slice(0, 300).trim();
  const found = text === '' ? [] : await findProducts(database(), text, MOST + 1);
  const [only] = found;
  if (only && found.length === 1) redirect(`/review/products/${only.productId}`);
  return (
    <div className="mx-auto max-w-4xl">
      <h1 className="mb-3 text-xl font-semibold">Find a product</h1>
      <div className="mb-5 max-w-xl">
        <FindProduct text={text} />
      </div>
      {found.length > 0 ? (
        <FoundList found={found.slice(0, MOST)} />
      ) : text === '' ? null : (
        <EmptyState title="There is no such product">
          Look by a part of its title, its shop’s name, its id, or its link on WhatsApp or Soko.
        </EmptyState>
      )}
      {found.length > MOST ? (
        <p className="mt-3 text-sm text-ink-soft">These are the first {MOST}. More words find fewer.</p>
      ) : null}
    </div>
  );
}

function FoundList({ found }: { found: FoundForModerator[] }) {
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
      {found.map(({ productId, title, seller, imageUrl, status, isListed, isActive }) => (
        <li key={productId}>
          <Link
            href={`/review/products/${productId}`}
            prefetch={false}
            className="flex items-center gap-3 px-3 py-2 hover:bg-sunken"
          >
            <ProductPicture src={imageUrl} alt="" className="size-11 shrink-0 rounded-sm" />
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">{title ?? productId}</span>
              <span className="tabular block truncate text-sm text-ink-soft">
                {seller ?? 'WhatsApp seller'} · {productId}
              </span>
            </span>
            <Badge tone={isListed ? 'good' : STATUS[status].tone}>
              {isListed ? 'Live' : isActive ? STATUS[status].label : 'Gone from WhatsApp'}
            </Badge>
          </Link>
        </li>
      ))}
    </ul>
  );
}
