import { problemsReported } from '@/components/review/names';
import type { QueuedProduct } from '@/lib/moderation/moderation.schema';

/** What is ticked before a moderator says anything: the shoppers' reasons where they reported it, else the model's. */
export function reasonsGiven({ reports, problems }: Pick<QueuedProduct, 'reports' | 'problems'>): string[] {
  return reports.length > 0 ? problemsReported(reports.map(({ reason }) => reason)) : problems;
}

export const quoted = (title: string | null): string => (title === null ? 'this product' : `“${title}”`);
