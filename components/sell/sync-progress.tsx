'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { apiRequest } from '@/components/api/api-request';
import { Notice } from '@/components/ui/notice';
import type { Standing } from '@/lib/products/standing.schema';
import type { SyncItemPage, SyncView } from '@/lib/syncs/sync-view.schema';
import { formatPhone } from './format-phone';
import { OutcomeBar } from './outcome-bar';
import { OutcomeTable } from './outcome-table';
import { useScoutNotice } from './scout-notice';

const POLL_MS = 1_500;
/** Once the run is over: a person of ours may decide while the page is open. */
const WAITING_POLL_MS = 30_000;

interface SyncProgressProps {
  initialSync: SyncView;
  initialItems: SyncItemPage;
  /** What stands under the notices. */
  afterNotices?: ReactNode;
}

/** A seller's products on their way, live until every one of them has its outcome. */
export function SyncProgress({ initialSync, initialItems, afterNotices }: SyncProgressProps) {
  const [filter, setFilter] = useState<Standing | null>(null);
  const { data: sync, isError } = useQuery({
    queryKey: ['sync', initialSync.id],
    queryFn: ({ signal }) => apiRequest('sync', `/api/syncs/${initialSync.id}`, { signal }),
    initialData: initialSync,
    refetchInterval: ({ state: { data } }) =>
      !isOver(data) ? POLL_MS : data?.standings.waiting ? WAITING_POLL_MS : false,
  });
  const words = useTranslations('sell.progress');
  const over = isOver(sync);
  const notice = useScoutNotice()(sync);
  return (
    <div className="pt-6 sm:pt-10">
      <p className="tabular text-sm text-ink-soft">{sync.phone ? formatPhone(sync.phone) : words('severalSellers')}</p>
      <h1 className="mt-1 text-3xl font-bold tracking-tight sm:text-4xl">{headingOf(sync, words)}</h1>
      <p role="status" className="mt-2 max-w-prose text-ink-soft text-pretty">
        {summaryOf(sync, words)}
      </p>
      {isError ? (
        <Notice live tone="warn" title={words('lost')} className="mt-5">
          {words('lostText')}
        </Notice>
      ) : null}
      {notice ? (
        <Notice tone={notice.tone} title={notice.title} className="mt-5">
          {notice.text}
        </Notice>
      ) : null}
      {sync.waiting.map(({ service, products }) => (
        <Notice key={service} title={words('waiting.title')} className="mt-5">
          {words(`waiting.${service}`, { products })}
        </Notice>
      ))}
      {afterNotices}
      {sync.counts.found > 0 ? (
        <>
          <OutcomeBar standings={sync.standings} over={over} current={filter} onFilter={setFilter} />
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
function movedOf({ counts, standings }: SyncView): string {
  return JSON.stringify([Object.values(counts), standings]);
}

type Words = ReturnType<typeof useTranslations<'sell.progress'>>;

function headingOf({ state, counts, standings }: SyncView, words: Words): string {
  if (state === 'failed') return words('heading.failed');
  if (state !== 'finished') return words(counts.found === 0 ? 'heading.looking' : 'heading.running');
  if (counts.found === 0) return words('heading.none');
  const { fix = 0, rejected = 0, waiting = 0, failed = 0 } = standings;
  if (fix + rejected > 0) return words('heading.needsYou', { count: fix + rejected });
  if (waiting + failed > 0) return words('heading.waits', { count: waiting + failed });
  return words('heading.done');
}

function summaryOf({ state, counts }: SyncView, words: Words): string {
  const { found } = counts;
  const ended = counts.approved + counts.flagged + counts.rejected + counts.unchanged + counts.inactive + counts.failed;
  if (state === 'queued') return words('summary.queued');
  if (state === 'running') return found === 0 ? words('summary.opening') : words('summary.running', { ended, found });
  return found === 0 ? '' : words('summary.done', { found });
}
