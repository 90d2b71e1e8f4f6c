// Apart from the schema (queue-query.ts), so that the desk does not load it.
import type { Category } from '@/lib/quality/categories.schema';
import { PROBLEMS } from '@/lib/quality/problems.schema';
import { REPORT_REASONS } from './report-reasons.schema';

/**
 * In the order of their tabs. `changed`: flagged, and was approved as it was before. `fixed`: the seller was asked to
 * change it, and did. `escalated` is for admins.
 */
export const QUEUES = ['flagged', 'changed', 'fixed', 'reported', 'appealed', 'escalated'] as const;
export type QueueName = (typeof QUEUES)[number];

/** `urgent` puts scam and prohibited reports first, then the oldest: the order of what is reported. */
export const QUEUE_SORTS = ['oldest', 'newest', 'unsure', 'sure', 'reason', 'category', 'seller', 'urgent'] as const;
export type QueueSort = (typeof QUEUE_SORTS)[number];

/** A review's problems; of what is reported, the shoppers' reasons. */
export const QUEUE_REASONS = [...PROBLEMS, ...REPORT_REASONS.filter((reason) => reason !== 'other')] as const;
export type QueueReason = (typeof QUEUE_REASONS)[number];

/** What the desk shows, under the names that its address has for it. */
export interface QueueQuery {
  queue: QueueName;
  sort?: QueueSort | undefined;
  reason?: QueueReason | undefined;
  category?: Category | undefined;
  /** A seller's id: addresses are kept and shared, phones are not for that. */
  seller?: string | undefined;
  /** The model is at most so sure, in percent. */
  below?: number | undefined;
  /** Waits for at least so many hours. */
  waited?: number | undefined;
}

/** Something of the queue is left out. */
export const isNarrowed = ({ queue: _, sort: __, ...filters }: QueueQuery): boolean =>
  Object.values(filters).some((value) => value !== undefined);

export const sortOf = ({ queue, sort }: QueueQuery): QueueSort => sort ?? (queue === 'reported' ? 'urgent' : 'oldest');

/** As an address's query, without what is so anyway: empty, or beginning with `?`. */
export function queueQueryString(query: QueueQuery, more: Record<string, string> = {}): string {
  const { queue, sort, ...filters } = query;
  const entries = Object.entries({
    queue: queue === 'flagged' ? undefined : queue,
    sort: sort === sortOf({ queue }) ? undefined : sort,
    ...filters,
    ...more,
  }).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries)}`;
}

/** What a bulk decision is about. */
export type ReviewSelection =
  | { kind: 'items'; items: { productId: string; version: number; title: string | null }[] }
  | { kind: 'all'; query: QueueQuery; total: number };
