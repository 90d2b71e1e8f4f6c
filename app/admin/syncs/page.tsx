import type { Metadata } from 'next';
import { type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { requirePageRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { Pager } from '@/components/admin/pager';
import { RunTable } from '@/components/admin/run-table';
import { StateFilter } from '@/components/admin/state-filter';
import { EmptyState } from '@/components/ui/empty-state';
import { SyncState } from '@/lib/platform/prisma-client/enums';
import { listRuns, readRunCursor, writeRunCursor } from '@/lib/syncs/list-runs';

export const metadata: Metadata = { title: 'Syncs' };

const SHOWN = 50;

export default async function SyncsPage({ searchParams }: { searchParams: PageSearchParams }) {
  await requirePageRole('admin');
  const params = new Map(await searchParamEntries(searchParams));
  const state = Object.values(SyncState).find((value) => value === params.get('state'));
  const before = readRunCursor(params.get('before'));
  const { runs, next } = await listRuns(database(), { state, before, size: SHOWN });
  const href = (more: Record<string, string>) =>
    `/admin/syncs?${new URLSearchParams({ ...(state ? { state } : {}), ...more })}`;
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
      <Pager newer={before ? href({}) : null} older={next ? href({ before: writeRunCursor(next) }) : null} />
    </div>
  );
}
