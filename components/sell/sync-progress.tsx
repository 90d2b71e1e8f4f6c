'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { apiRequest } from '@/components/market/api-request';
import { Notice } from '@/components/ui/notice';
import type { SyncView } from '@/lib/syncs/read-sync';
import type { SyncItemFilter, SyncItemPage } from '@/lib/syncs/read-sync-items';
import { formatPhone } from './format-phone';
import { OutcomeBar } from './outcome-bar';
import { OutcomeTable } from './outcome-table';
import { scoutNotice } from './scout-notice';

const POLL_MS = 1_500;

interface SyncProgressProps {
  initialSync: SyncView;
  initialItems: SyncItemPage;
}

/** A seller's products on their way, live until every one of them has its outcome. */
export function SyncProgress({ initialSync, initialItems }: SyncProgressProps) {
  const [filter, setFilter] = useState<SyncItemFilter | null>(null);
  const { data: sync, isError } = useQuery({
    queryKey: ['sync', initialSync.id],
    queryFn: ({ signal }) => apiRequest<SyncView>(`/api/syncs/${initialSync.id}`, { signal }),
    initialData: initialSync,
    refetchInterval: ({ state }) => (isOver(state.data) ? false : POLL_MS),
  });
  const over = isOver(sync);
  const notice = scoutNotice(sync);
  return (
    <div className="pt-6 sm:pt-10">
      <p className="tabular text-sm text-ink-soft">{sync.phone ? formatPhone(sync.phone) : 'Several sellers'}</p>
      <h1 className="mt-1 text-3xl font-bold tracking-tight sm:text-4xl">{headingOf(sync)}</h1>
      <p role="status" className="mt-2 max-w-prose text-ink-soft text-pretty">
        {summaryOf(sync)}
      </p>
      {isError ? (
        <Notice live tone="warn" title="The connection was lost" className="mt-5">
          This page keeps trying. The work goes on meanwhile.
        </Notice>
      ) : null}
      {notice ? (
        <Notice tone={notice.tone} title={notice.title} className="mt-5">
          {notice.text}
        </Notice>
      ) : null}
      {sync.counts.found > 0 ? (
        <>
          <OutcomeBar counts={sync.counts} over={over} current={filter} onFilter={setFilter} />
          <OutcomeTable syncId={sync.id} filter={filter} over={over} moved={movedOf(sync)} initial={initialItems} />
        </>
      ) : null}
    </div>
  );
}

function isOver(sync: SyncView | undefined): boolean {
  return sync?.state === 'finished' || sync?.state === 'failed';
}

/** Changes whenever a product moved, so that the list is read again only then. */
function movedOf({ counts }: SyncView): string {
  return Object.values(counts).join('-');
}

function headingOf({ state, counts }: SyncView): string {
  if (state === 'failed') return 'Your products could not be read';
  if (state === 'finished') return counts.found === 0 ? 'No products found' : 'All done';
  return counts.found === 0 ? 'Looking for your products…' : 'Your products are on their way';
}

function summaryOf({ state, counts }: SyncView): string {
  const ended = counts.approved + counts.flagged + counts.rejected + counts.unchanged + counts.inactive + counts.failed;
  if (state === 'queued') return 'Waiting for its turn. You can close this page and come back to it.';
  if (state === 'running' && counts.found === 0)
    return 'Soko is opening your catalogue on WhatsApp. This takes up to a minute.';
  if (state === 'running')
    return `${ended} of ${counts.found} have their result. You can close this page and come back to it.`;
  if (counts.found === 0) return '';
  return counts.found === 1 ? 'Your product has its result.' : `All ${counts.found} products have their result.`;
}
