import type { Metadata } from 'next';
import { type PageSearchParams, pageNumber, searchParamEntries } from '@/app/server/search-params';
import { requirePageRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { Pager } from '@/components/admin/pager';
import { RunTable } from '@/components/admin/run-table';
import { StateFilter } from '@/components/admin/state-filter';
import { EmptyState } from '@/components/ui/empty-state';
import { SyncState } from '@/lib/platform/prisma-client/enums';
import { listRuns } from '@/lib/syncs/list-runs';

export const metadata: Metadata = { title: 'Syncs' };

export default async function SyncsPage({ searchParams }: { searchParams: PageSearchParams }) {
  await requirePageRole('admin');
  const entries = await searchParamEntries(searchParams);
  const page = pageNumber(entries);
  const state = Object.values(SyncState).find((value) => value === new Map(entries).get('state'));
  const { runs, more } = await listRuns(database(), { state, page: page - 1, size: 50 });
  const href = (to: number) => `/admin/syncs?${new URLSearchParams({ ...(state ? { state } : {}), page: String(to) })}`;
  return (
    <div className="mx-auto max-w-[100rem]">
      <div className="mb-4 flex flex-wrap items-center gap-4">
        <h1 className="text-xl font-semibold">Syncs</h1>
        <StateFilter states={Object.values(SyncState)} current={state} path="/admin/syncs" />
      </div>
      {runs.length > 0 ? (
        <RunTable runs={runs} label="Syncs, newest first" />
      ) : (
        <EmptyState title="No such sync">Nothing here yet.</EmptyState>
      )}
      <Pager newer={page > 1 ? href(page - 1) : null} older={more ? href(page + 1) : null} />
    </div>
  );
}
