import type { Metadata } from 'next';
import { requirePageRole } from '@/app/server/session';
import { loadOverview } from '@/app/wiring/operations';
import { database } from '@/app/wiring/process';
import { Overview } from '@/components/admin/overview';
import { RunTable } from '@/components/admin/run-table';
import { EmptyState } from '@/components/ui/empty-state';
import { env } from '@/lib/platform/env';
import { listRuns } from '@/lib/syncs/list-runs';

export const metadata: Metadata = { title: 'Overview' };

const RUNS = 10;

export default async function AdminPage() {
  await requirePageRole('admin');
  const [overview, { runs }] = await Promise.all([loadOverview(), listRuns(database(), { size: RUNS })]);
  return (
    <div className="mx-auto flex max-w-[100rem] flex-col gap-6">
      <h1 className="text-xl font-semibold">Overview</h1>
      <Overview first={overview} cron={env().HEARTBEAT_CRON} />
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
