import type { Metadata } from 'next';
import Link from 'next/link';
import { orFirstPage, type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { requirePageRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { SettleButtons } from '@/components/admin/second-looks/settle-buttons';
import { VerdictCell } from '@/components/admin/second-looks/verdict-cell';
import { ProductPicture } from '@/components/product/product-picture';
import { RelativeTime } from '@/components/time/relative-time';
import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import { readDisagreements } from '@/lib/moderation/second-look/read-disagreements';

export const metadata: Metadata = { title: 'Disagreements' };

const SIZE = 50;

export default async function SecondLooksPage({ searchParams }: { searchParams: PageSearchParams }) {
  await requirePageRole('admin');
  const after = new Map(await searchParamEntries(searchParams)).get('after');
  const { disagreements, nextCursor } = await orFirstPage(after, (cursor) =>
    readDisagreements(database(), { cursor, limit: SIZE }),
  );
  return (
    <div className="mx-auto max-w-[100rem]">
      <h1 className="text-xl font-semibold">Disagreements</h1>
      <p className="mt-1 mb-4 max-w-prose text-ink-soft">
        Two moderators decided differently about the same product. The first decision is in force until you decide;
        often it is the policy that needs a clearer word.
      </p>
      {disagreements.length === 0 ? (
        <EmptyState title="Nobody disagrees">
          What a second look decides differently comes here. How large its share is, the{' '}
          <Link href="/admin/policy" className="underline">
            policy
          </Link>{' '}
          says.
        </EmptyState>
      ) : (
        <Table label="Disagreements, the oldest first">
          <Head>
            <HeadCell>Product</HeadCell>
            <HeadCell>First, in force</HeadCell>
            <HeadCell>Second</HeadCell>
            <HeadCell>When</HeadCell>
            <HeadCell>Your decision</HeadCell>
          </Head>
          <tbody>
            {disagreements.map(({ id, productId, version, title, imageUrl, first, second, at }) => (
              <Row key={id}>
                <Cell>
                  <span className="flex min-w-48 items-center gap-3">
                    <ProductPicture src={imageUrl} alt="" className="size-16 shrink-0 rounded-sm" />
                    <span className="line-clamp-3 [overflow-wrap:anywhere]">{title ?? productId}</span>
                  </span>
                </Cell>
                <Cell>
                  <VerdictCell verdict={first} note={null} />
                </Cell>
                <Cell>
                  <VerdictCell verdict={second} note={second.note} />
                </Cell>
                <Cell className="whitespace-nowrap text-ink-soft">
                  <RelativeTime at={at} />
                </Cell>
                <Cell>
                  <SettleButtons
                    productId={productId}
                    version={version}
                    problems={first.decision === 'rejected' ? first.problems : second.problems}
                  />
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      )}
      {nextCursor ? (
        <Link
          href={`/admin/second-looks?after=${nextCursor}`}
          prefetch={false}
          className={buttonStyle({ look: 'quiet', size: 'sm', className: 'mt-4' })}
        >
          More
        </Link>
      ) : null}
    </div>
  );
}
