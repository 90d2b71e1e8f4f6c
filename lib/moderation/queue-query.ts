import { z } from 'zod';
import { readKnownParams } from '@/lib/marketplace/known-params';
import { CATEGORIES } from '@/lib/quality/categories.schema';
import { QUEUE_REASONS, QUEUE_SORTS, QUEUES, type QueueQuery } from './queue-query.schema';

/** What the desk's address and the API take. */
export const queueQuerySchema = z.object({
  queue: z.enum(QUEUES).default('flagged'),
  sort: z.enum(QUEUE_SORTS).optional().describe('`reported` is `urgent` by default, everything else `oldest`.'),
  reason: z.enum(QUEUE_REASONS).optional().describe('A problem or, of what is reported, a shopper’s reason.'),
  category: z.enum(CATEGORIES).optional(),
  seller: z.uuid().optional().describe('A seller’s id.'),
  below: z.coerce.number().int().min(1).max(100).optional().describe('The model is at most so sure, in percent.'),
  waited: z.coerce.number().int().min(1).max(8_760).optional().describe('Waits for at least so many hours.'),
});

/** What the desk's address asks for. */
export function readQueueQuery(params: Iterable<[string, string]>): QueueQuery {
  return readKnownParams(queueQuerySchema, params);
}
