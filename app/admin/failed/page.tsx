import type { Metadata } from 'next';
import Link from 'next/link';
import { requirePageRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { ReplayButton } from '@/components/admin/replay-button';
import { RunTable } from '@/components/admin/run-table';
import { RelativeTime } from '@/components/time/relative-time';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import { countFailedItems, readFailedItems } from '@/lib/syncs/failed-work';
import { listRuns } from '@/lib/syncs/list-runs';

export const metadata: Metadata = { title: 'Failed work' };

const SHOWN = 200;

export default async function FailedPage() {
  await requirePageRole('admin');
  const db = database();
  const [items, byCode, { runs }] = await Promise.all([
    readFailedItems(db, SHOWN),
    countFailedItems(db),
    listRuns(db, { state: 'failed', page: 0, size: 20 }),
  ]);
  const total = byCode.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="mx-auto flex max-w-[100rem] flex-col gap-6">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-xl font-semibold">Failed work</h1>
        <ul className="flex flex-wrap gap-2">
          {byCode.map(({ code, count }) => (
            <li key={code}>
              <Badge tone="bad">
                {code} <span className="tabular font-semibold">{count}</span>
              </Badge>
            </li>
          ))}
        </ul>
        {items.length > 0 ? (
          <div className="sm:ml-auto">
            <ReplayButton
              work={{ productIds: items.map(({ productId }) => productId) }}
              label={total > SHOWN ? `Replay these ${items.length}` : 'Replay all'}
            />
          </div>
        ) : null}
      </div>
      {items.length === 0 && runs.length === 0 ? (
        <EmptyState title="Nothing has failed">
          Every product of every sync has ended well, or is on its way.
        </EmptyState>
      ) : null}
      {items.length > 0 ? (
        <Table label="Failed products, newest first">
          <Head>
            <HeadCell>Product</HeadCell>
            <HeadCell>Code</HeadCell>
            <HeadCell>What happened</HeadCell>
            <HeadCell>When</HeadCell>
            <HeadCell>
              <span className="sr-only">Actions</span>
            </HeadCell>
          </Head>
          <tbody>
            {items.map((item) => (
              <Row key={item.productId}>
                <Cell className="min-w-44">
                  <Link
                    href={`/sell/${item.syncRunId}`}
                    prefetch={false}
                    className="line-clamp-1 font-medium hover:underline"
                  >
                    {item.title ?? item.productId}
                  </Link>
                  <span className="text-xs text-ink-faint">{item.productId}</span>
                </Cell>
                <Cell className="whitespace-nowrap">{item.code}</Cell>
                <Cell className="max-w-xl min-w-64 text-ink-soft">{item.message}</Cell>
                <Cell className="whitespace-nowrap text-ink-soft">
                  <RelativeTime at={item.failedAt.toISOString()} />
                </Cell>
                <Cell>
                  <ReplayButton work={{ productIds: [item.productId] }} label="Replay" />
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      ) : null}
      {runs.length > 0 ? (
        <section aria-labelledby="failed-runs">
          <h2 id="failed-runs" className="mb-2 text-base font-semibold">
            Failed syncs
          </h2>
          <RunTable runs={runs} label="Failed syncs" />
        </section>
      ) : null}
    </div>
  );
}
