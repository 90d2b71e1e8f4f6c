import { z } from 'zod';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { moveItemsOfRuns } from '@/lib/syncs/move-items';
import type { ItemRef } from '@/lib/syncs/open-items';
import type { SyncLogEvent } from '@/lib/syncs/sync-log';

/** What the failed run was about. A batch's events are all there; servers that name only the first leave the rest to the sweep. */
export function failedData<Data>(failure: unknown, schema: z.ZodType<Data>): Data[] {
  const one = z.object({ data: schema });
  const { event, events } = z
    .object({ data: z.object({ event: one, events: z.array(one).optional() }) })
    .parse(failure).data;
  return (events && events.length > 0 ? events : [event]).map((entry) => entry.data);
}

/** Errors of ours travel as `code: message` (inngest/errors.ts). */
export function problemOf(error: { message: string }): { code: string; message: string } {
  const named = /^([a-z][a-z0-9_]{2,40}): (.+)$/s.exec(error.message);
  if (named?.[1] && named[2]) return { code: named[1], message: named[2].slice(0, 500) };
  return { code: 'unexpected', message: 'Something went wrong on our side. Please sync again later.' };
}

/** Ends what a run that failed for good had in hand, so that nothing is left without an outcome. */
export async function endFailed(
  db: PrismaClient,
  items: ItemRef[],
  { eventType, error }: { eventType: SyncLogEvent; error: { message: string } },
): Promise<void> {
  const problem = problemOf(error);
  const logs = [{ eventType, code: problem.code }];
  const ended = { outcome: 'failed' as const, problem, logs };
  await moveItemsOfRuns(
    db,
    items.map(({ syncRunId, productId }) => ({ syncRunId, move: { productId, ...ended } })),
  );
}
