import type { Metadata } from 'next';
import Link from 'next/link';
import { type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { requirePageRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { Pager } from '@/components/admin/pager';
import { SellerStateBadges } from '@/components/admin/seller-state-badges';
import { StateFilter } from '@/components/admin/state-filter';
import { RelativeTime } from '@/components/time/relative-time';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Input } from '@/components/ui/field';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import { listSellers, readSellerCursor, SELLER_STATES, writeSellerCursor } from '@/lib/operations/sellers-list';

export const metadata: Metadata = { title: 'Sellers' };

const SHOWN = 50;

export default async function SellersPage({ searchParams }: { searchParams: PageSearchParams }) {
  await requirePageRole('admin');
  const params = new Map(await searchParamEntries(searchParams));
  const q = params.get('q')?.trim() || undefined;
  const state = SELLER_STATES.find((each) => each === params.get('state'));
  const before = readSellerCursor(params.get('before'));
  const { sellers, next } = await listSellers(database(), { q, state, before, limit: SHOWN });
  const query = { ...(q ? { q } : {}), ...(state ? { state } : {}) };
  const href = (more: Record<string, string>) => `/admin/sellers?${new URLSearchParams({ ...query, ...more })}`;
  return (
    <div className="mx-auto max-w-[100rem]">
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-xl font-semibold">Sellers</h1>
        <StateFilter states={[...SELLER_STATES]} current={state} path="/admin/sellers" />
        <form action="/admin/sellers" className="flex gap-2 sm:ml-auto">
          {state ? <input type="hidden" name="state" value={state} /> : null}
          <Input
            name="q"
            type="search"
            defaultValue={q}
            aria-label="Name or phone"
            placeholder="Name or phone"
            className="h-9 w-56"
          />
          <Button type="submit" look="quiet" size="sm" className="h-9">
            Filter
          </Button>
        </form>
      </div>
      {sellers.length === 0 ? (
        <EmptyState title="No such seller">
          {q || state ? 'Nobody fits this filter.' : 'They come with the first pasted link.'}
        </EmptyState>
      ) : (
        <Table label="Sellers, newest first">
          <Head>
            <HeadCell>Seller</HeadCell>
            <HeadCell>State</HeadCell>
            <HeadCell className="text-right">Products</HeadCell>
            <HeadCell className="text-right">Live</HeadCell>
            <HeadCell>Catalogue read</HeadCell>
            <HeadCell>Since</HeadCell>
          </Head>
          <tbody>
            {sellers.map((seller) => (
              <Row key={seller.sellerId}>
                <Cell className="min-w-44">
                  <Link
                    href={`/admin/sellers/${seller.sellerId}`}
                    prefetch={false}
                    className="font-medium hover:underline"
                  >
                    {seller.name ?? seller.phone}
                  </Link>
                  <span className="block text-xs text-ink-faint">{seller.phone}</span>
                </Cell>
                <Cell>
                  <SellerStateBadges {...seller} />
                </Cell>
                <Cell className="text-right">{seller.products}</Cell>
                <Cell className="text-right">{seller.live}</Cell>
                <Cell className="whitespace-nowrap text-ink-soft">
                  {seller.lastScoutedAt ? <RelativeTime at={seller.lastScoutedAt.toISOString()} /> : 'never'}
                </Cell>
                <Cell className="whitespace-nowrap text-ink-soft">
                  <RelativeTime at={seller.createdAt.toISOString()} />
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      )}
      <Pager newer={before ? href({}) : null} older={next ? href({ before: writeSellerCursor(next) }) : null} />
    </div>
  );
}
