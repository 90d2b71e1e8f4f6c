import type { Metadata } from 'next';
import { requirePageRole } from '@/app/server/session';
import { readReadiness } from '@/app/wiring/inngest';
import { database } from '@/app/wiring/process';
import { DependencyList } from '@/components/admin/dependency-list';
import { PausedServices } from '@/components/admin/paused-services';
import { RunTable } from '@/components/admin/run-table';
import { StatTiles } from '@/components/admin/stat-tiles';
import { EmptyState } from '@/components/ui/empty-state';
import { countMarket } from '@/lib/products/count-market';
import { countPriceDisagreements } from '@/lib/products/price-disagreements';
import { countFailedItems } from '@/lib/syncs/failed-work';
import { listRuns } from '@/lib/syncs/list-runs';

export const metadata: Metadata = { title: 'Overview' };

export default async function AdminPage() {
  await requirePageRole('admin');
  const db = database();
  const [readiness, market, failed, disputedPrices, { runs }] = await Promise.all([
    readReadiness(),
    countMarket(db),
    countFailedItems(db),
    countPriceDisagreements(db),
    listRuns(db, { page: 0, size: 10 }),
  ]);
  const failures = failed.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="mx-auto flex max-w-[100rem] flex-col gap-6">
      <h1 className="text-xl font-semibold">Overview</h1>
      {readiness.paused.length > 0 ? <PausedServices paused={readiness.paused} /> : null}
      <StatTiles
        tiles={[
          { label: 'Live products', value: market.live, href: '/' },
          {
            label: 'Waiting for a moderator',
            value: market.waiting,
            href: '/review',
            ...(market.waiting > 0 ? { tone: 'warn' as const } : {}),
          },
          {
            label: 'Failed products',
            value: failures,
            href: '/admin/failed',
            ...(failures > 0 ? { tone: 'bad' as const } : {}),
          },
          { label: 'Prices read in two ways', value: disputedPrices, href: '/admin/prices' },
          { label: 'Sellers', value: market.sellers },
          { label: 'All products', value: market.products },
        ]}
      />
      <DependencyList ready={readiness.ready} checks={readiness.checks} />
      <section aria-labelledby="runs">
        <h2 id="runs" className="mb-2 text-base font-semibold">
          Latest syncs
        </h2>
        {runs.length > 0 ? (
          <RunTable runs={runs} label="Latest syncs" />
        ) : (
          <EmptyState title="No sync yet">It starts when somebody pastes a link.</EmptyState>
        )}
      </section>
    </div>
  );
}
