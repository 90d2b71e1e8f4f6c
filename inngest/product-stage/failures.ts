import { z } from 'zod';
import type { SyncOutcome, SyncStage } from '@/lib/platform/prisma-client/enums';
import type { ItemMove } from '@/lib/syncs/move-items';
import type { SyncLogEvent } from '@/lib/syncs/sync-log';
import type { Problem } from './attempts';

export type ItemStage = Exclude<SyncStage, 'done'>;

const FAILED: Record<ItemStage, { outcome: SyncOutcome; eventType: SyncLogEvent }> = {
  hydrate: { outcome: 'failed', eventType: 'hydrate_failed' },
  embed: { outcome: 'failed', eventType: 'embed_failed' },
  review: { outcome: 'failed', eventType: 'qc_error' },
  // Live on WhatsApp's own link all the same; the next heartbeat tries again.
  persist: { outcome: 'approved', eventType: 'lazy_persist_failed' },
};

/** How an item ends that failed for good at this stage. Quality control flags instead, as long as it can. */
export function failedMove(stage: ItemStage, problem: Problem): Omit<ItemMove, 'productId'> {
  const { outcome, eventType } = FAILED[stage];
  return { outcome, problem, logs: [{ eventType, code: problem.code }] };
}

/**
 * What a failed run was about. A batch's events are all there; servers that name only the first leave the rest to the
 * sweep.
 */
export function failedData<Data>(failure: unknown, schema: z.ZodType<Data>): Data[] {
  const one = z.object({ data: schema });
  const { event, events } = z
    .object({ data: z.object({ event: one, events: z.array(one).optional() }) })
    .parse(failure).data;
  return (events && events.length > 0 ? events : [event]).map((entry) => entry.data);
}

/** Errors of ours travel as `code: message` (inngest/errors.ts). */
export function problemOf(error: { message: string }): Problem {
  const named = /^([a-z][a-z0-9_]{2,40}): (.+)$/s.exec(error.message);
  if (named?.[1] && named[2]) return { code: named[1], message: named[2].slice(0, 500) };
  return { code: 'unexpected', message: 'Something went wrong on our side. Please sync again later.' };
}
