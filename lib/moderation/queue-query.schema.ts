// What the review desk shows, as its address says it. Written in zod/mini: the desk reads and writes it, too.
import * as z from 'zod/mini';
import { CATEGORIES } from '@/lib/quality/categories.schema';
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

export const QUEUE_REASONS = [...PROBLEMS, ...REPORT_REASONS.filter((reason) => reason !== 'other')] as const;

const uuid = z.uuid();

/** The names of the address's parameters. */
export const queueQuerySchema = z.object({
  queue: z._default(z.enum(QUEUES), 'flagged'),
  sort: z.optional(z.enum(QUEUE_SORTS)),
  reason: z.optional(z.enum(QUEUE_REASONS)),
  category: z.optional(z.enum(CATEGORIES)),
  /** A seller's id: addresses are kept and shared, phones are not for that. */
  seller: z.optional(uuid),
  /** Of the model, in percent: at most. */
  below: z.optional(z.coerce.number().check(z.multipleOf(1), z.minimum(1), z.maximum(100))),
  /** Waiting for at least so many hours. */
  waited: z.optional(z.coerce.number().check(z.multipleOf(1), z.minimum(1), z.maximum(8_760))),
});
export type QueueQuery = z.output<typeof queueQuerySchema>;

/** What an address asks for; what cannot be understood in it is as if it were not there. */
export function readQueueQuery(entries: Iterable<[string, string]>): QueueQuery {
  const known = [...entries].filter(([name, value]) => {
    const field = queueQuerySchema.shape[name as keyof typeof queueQuerySchema.shape];
    return field !== undefined && z.safeParse(field, value).success;
  });
  return z.parse(queueQuerySchema, Object.fromEntries(known));
}

export const sortOf = ({ queue, sort }: QueueQuery): QueueSort => sort ?? (queue === 'reported' ? 'urgent' : 'oldest');

/** The same as an address's query, without what is as it would be anyway. Empty, or begins with `?`. */
export function queueQueryString(query: QueueQuery): string {
  const { queue, sort, ...filters } = query;
  const entries = Object.entries({
    queue: queue === 'flagged' ? undefined : queue,
    sort: sort === sortOf({ queue }) ? undefined : sort,
    ...filters,
  }).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries)}`;
}

/** What a bulk decision is about. */
export type ReviewSelection =
  | { kind: 'items'; items: { productId: string; version: number; title: string | null }[] }
  | { kind: 'all'; query: QueueQuery; total: number };
