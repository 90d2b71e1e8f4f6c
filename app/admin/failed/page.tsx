import type { Metadata } from 'next';
import { type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { requirePageRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { CauseTable } from '@/components/admin/cause-table';
import { FailedTable } from '@/components/admin/failed-table';
import { Pager } from '@/components/admin/pager';
import { RunTable } from '@/components/admin/run-table';
import { EmptyState } from '@/components/ui/empty-state';
import { PRODUCT_ID } from '@/lib/products/ids.schema';
import { readCauses, readFailedItems } from '@/lib/syncs/failed-work';
import { listRuns } from '@/lib/syncs/list-runs';
import { readTimeCursor, writeTimeCursor } from '@/lib/syncs/time-cursor';

export const metadata: Metadata = { title: 'Failed work' };

const SHOWN = 100;
const RUNS = 20;

export default async function FailedPage({ searchParams }: { searchParams: PageSearchParams }) {
  await requirePageRole('admin');
  const params = new Map(await searchParamEntries(searchParams));
  const code = params.get('code')?.slice(0, 100) || undefined;
  const before = readCursor(params.get('before'));
  const db = database();
  const [found, causes, { runs }] = await Promise.all([
    readFailedItems(db, { code, before, limit: SHOWN + 1 }),
    readCauses(db),
    listRuns(db, { state: 'failed', undismissed: true, size: RUNS }),
  ]);
  const items = found.slice(0, SHOWN);
  const last = items.at(-1);
  const query = code ? { code } : {};
  const older = { ...query, before: last ? writeTimeCursor(last.failedAt, last.productId) : '' };
  const nothing = causes.length === 0 && runs.length === 0;
  return (
    <div className="mx-auto flex max-w-[100rem] flex-col gap-6">
      <h1 className="text-xl font-semibold">Failed work</h1>
      {nothing ? (
        <EmptyState title="Nothing has failed">
          Every product of every sync has ended well, is on its way, or was dismissed.
        </EmptyState>
      ) : null}
      {causes.length > 0 ? <CauseTable causes={causes} current={code} /> : null}
      {items.length > 0 ? (
        <section aria-labelledby="failed-products">
          <h2 id="failed-products" className="mb-2 text-base font-semibold">
            {code ? `Failed: ${code}` : 'Failed products'}
          </h2>
          <FailedTable
            key={`${code} ${params.get('before')}`}
            rows={items.map(({ failedAt, sellerPhone: _, ...item }) => ({ ...item, failedAt: failedAt.toISOString() }))}
            cause={causes.find((cause) => cause.code === code)}
          />
        </section>
      ) : null}
      {items.length === 0 && !nothing && code ? (
        <EmptyState title="Nothing is left of this">It is on its way again, or was dismissed.</EmptyState>
      ) : null}
      <Pager
        newer={before ? `/admin/failed?${new URLSearchParams(query)}` : null}
        older={found.length > SHOWN ? `/admin/failed?${new URLSearchParams(older)}` : null}
      />
      {runs.length > 0 ? (
        <section aria-labelledby="failed-runs">
          <h2 id="failed-runs" className="mb-2 text-base font-semibold">
            Failed syncs
          </h2>
          <RunTable runs={runs} label="Failed syncs" dismissable />
        </section>
      ) : null}
    </div>
  );
}

function readCursor(text: string | undefined): { failedAt: Date; productId: string } | undefined {
  const cursor = readTimeCursor(text, PRODUCT_ID);
  return cursor && { failedAt: cursor.at, productId: cursor.id };
}
