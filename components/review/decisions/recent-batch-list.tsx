'use client';

import { problemName } from '@/components/review/names';
import { RelativeTime } from '@/components/time/relative-time';
import type { RecentBatch } from '@/lib/moderation/batches/recent-batches';
import { BulkProgress } from './bulk-progress';
import { useBatch } from './use-batch';

/** Bulk decisions, each with its one undo. */
export function RecentBatchList({ batches }: { batches: RecentBatch[] }) {
  if (batches.length === 0) return null;
  return (
    <section aria-labelledby="batches" className="mb-5">
      <h2 id="batches" className="mb-2 text-base font-semibold">
        Many at once
      </h2>
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {batches.map((recent) => (
          <RecentBatchLine key={recent.batch.id} recent={recent} />
        ))}
      </ul>
    </section>
  );
}

function RecentBatchLine({ recent }: { recent: RecentBatch }) {
  const { batch: initial, at, problems, note } = recent;
  const { batch = initial, error, isUnderWay, undo } = useBatch(initial.id, initial);
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 px-3 py-2 text-sm">
      <BulkProgress {...{ batch, error, isUnderWay }} onUndo={() => undo.mutate()} />
      <p className="basis-full text-ink-soft">
        {[...problems.map(problemName), note].filter(Boolean).join(' · ')}
        {problems.length > 0 || note ? ' · ' : ''}
        {batch.by}, <RelativeTime at={at} />
      </p>
    </li>
  );
}
