import type { BatchDecision, ReviewBatch } from '@/lib/moderation/batches/batch.schema';

export const products = (count: number): string =>
  count === 1 ? '1 product' : `${count.toLocaleString('en-KE')} products`;

const DOING: Record<BatchDecision, string> = { approved: 'Approving', rejected: 'Rejecting', fix: 'Asking to fix' };
const DONE: Record<BatchDecision, string> = {
  approved: 'Approved',
  rejected: 'Rejected',
  fix: 'Asked the seller to fix',
};

/** What a batch is at, or what came of it. Pure. */
export function batchWords({ state, decision, counts, total }: ReviewBatch): string {
  if (decision === null) return `${products(total)} selected`;
  switch (state) {
    case 'draft':
    case 'running':
      return `${DOING[decision]} ${products(total)}: ${total - counts.waiting} done`;
    case 'finished':
      return `${DONE[decision]} ${products(counts.decided)}.${leftAlone(counts.refused)}`;
    case 'undoing':
      return `Taking it back: ${counts.undone + counts.kept} done`;
    case 'undone':
      return `Taken back for ${products(counts.undone)}.${leftAlone(counts.kept)}`;
  }
}

const leftAlone = (count: number): string => (count === 0 ? '' : ` ${products(count)} left alone.`);

/** How much of it is done, 0 to 1. */
export function batchShare({ state, counts, total }: ReviewBatch): number {
  if (total === 0) return 1;
  const left = state === 'undoing' || state === 'undone' ? counts.decided + counts.waiting : counts.waiting;
  return (total - left) / total;
}
