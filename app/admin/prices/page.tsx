import type { Metadata } from 'next';
import Link from 'next/link';
import { requirePageRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { RelativeTime } from '@/components/time/relative-time';
import { EmptyState } from '@/components/ui/empty-state';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import { readPriceDisagreements } from '@/lib/products/price-disagreements';

export const metadata: Metadata = { title: 'Prices read in two ways' };

const SHOWN = 200;
const KINDS: Record<string, string> = {
  reader_none: 'We found none',
  model_none: 'The reviewer found none',
  amount: 'Another amount',
  currency: 'Another currency',
};

export default async function PricesPage() {
  await requirePageRole('admin');
  const products = await readPriceDisagreements(database(), SHOWN);
  return (
    <div className="mx-auto flex max-w-[100rem] flex-col gap-6">
      <div>
        <h1 className="text-xl font-semibold">Prices read in two ways</h1>
        {products.length > 0 && (
          <p className="mt-1 max-w-prose text-sm text-ink-soft">
            The reviewer and our own reader do not agree about these. A product carries an amount that stands in its
            words: the reviewer’s when it does, ours otherwise.
          </p>
        )}
      </div>
      {products.length === 0 ? (
        <EmptyState title="They agree about every price">Without a reviewer, our own reader decides alone.</EmptyState>
      ) : (
        <Table label="Products whose prices were read in two ways, newest first">
          <Head>
            <HeadCell>Product</HeadCell>
            <HeadCell>How</HeadCell>
            <HeadCell>Shown</HeadCell>
            <HeadCell>We read</HeadCell>
            <HeadCell>The reviewer read</HeadCell>
            <HeadCell>When</HeadCell>
          </Head>
          <tbody>
            {products.map(({ productId, title, isListed, kind, carried, read, said, at }) => (
              <Row key={productId}>
                <Cell className="min-w-44">
                  {isListed ? (
                    <Link href={`/products/${productId}`} prefetch={false} className="font-medium hover:underline">
                      {title ?? productId}
                    </Link>
                  ) : (
                    (title ?? productId)
                  )}
                </Cell>
                <Cell className="whitespace-nowrap">{KINDS[kind] ?? kind}</Cell>
                <Cell className="tabular whitespace-nowrap">{inWords(carried)}</Cell>
                <Cell className="tabular whitespace-nowrap">{inWords(read)}</Cell>
                <Cell className="tabular whitespace-nowrap">{inWords(said)}</Cell>
                <Cell className="whitespace-nowrap text-ink-soft">
                  <RelativeTime at={at.toISOString()} />
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      )}
    </div>
  );
}

const inWords = (price: { amount: number; currency: string | null } | null): string =>
  price === null ? '–' : `${price.currency ?? ''} ${price.amount.toLocaleString('en')}`.trim();
