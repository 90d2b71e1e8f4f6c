import type { Metadata } from 'next';
import Link from 'next/link';
import { orFirstPage, type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { requirePageRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { Pager } from '@/components/admin/pager';
import { DecisionFilterForm } from '@/components/review/decisions/decision-filter-form';
import { DecisionTable } from '@/components/review/decisions/decision-table';
import { RecentBatchList } from '@/components/review/decisions/recent-batch-list';
import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { readRecentBatches } from '@/lib/moderation/batches/recent-batches';
import { decisionsAddress, readDecisionFilters } from '@/lib/moderation/decision-filters';
import { readDecisions } from '@/lib/moderation/decision-history';
import { MODERATOR_ACTIONS } from '@/lib/products/moderator-acts.schema';

export const metadata: Metadata = { title: 'Decisions' };

const SIZE = 50;
const BATCHES = 5;

/** What people decided, all of it: found again, and taken back while it holds. */
export default async function DecisionsPage({ searchParams }: { searchParams: PageSearchParams }) {
  await requirePageRole('moderator');
  const filters = readDecisionFilters(await searchParamEntries(searchParams));
  const isFirst = Object.keys(filters).length === 0;
  const [{ decisions, nextCursor }, people, batches] = await Promise.all([
    orFirstPage(filters.cursor, (cursor) => readDecisions(database(), { filters: { ...filters, cursor }, size: SIZE })),
    database().user.findMany({ select: { id: true, name: true }, orderBy: { name: 'asc' } }),
    isFirst ? readRecentBatches(database(), BATCHES) : [],
  ]);
  return (
    <div className="mx-auto max-w-[90rem]">
      <h1 className="mb-4 text-xl font-semibold">Decisions</h1>
      <DecisionFilterForm filters={filters} actions={MODERATOR_ACTIONS} people={people} />
      <RecentBatchList batches={batches} />
      {decisions.length === 0 ? (
        <NoDecisions isFirst={isFirst} />
      ) : (
        <DecisionTable decisions={decisions} label="Moderators’ decisions, newest first" />
      )}
      <Pager
        newer={filters.cursor === undefined ? null : decisionsAddress(filters)}
        older={nextCursor === null ? null : decisionsAddress(filters, nextCursor)}
      />
    </div>
  );
}

function NoDecisions({ isFirst }: { isFirst: boolean }) {
  if (isFirst) {
    return (
      <EmptyState title="No decisions yet">
        What moderators decide is kept here, with who decided and when, and can be taken back.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="Nothing like this was decided"
      action={
        <Link href="/review/history" prefetch={false} className={buttonStyle({ look: 'quiet' })}>
          Show all decisions
        </Link>
      }
    >
      Look for fewer things at once, or for a part of the title.
    </EmptyState>
  );
}
