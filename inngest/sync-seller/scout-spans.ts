import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { newPlace, productPlace, runPlace } from '@/lib/platform/tracing/trace-place';
import { recordSpan, tracing } from '@/lib/platform/tracing/tracing';

interface Visit {
  syncRunId: string;
  startedAt: number;
  outcome: string;
}

/**
 * A visit of the Scout, in the trace of its run and at the head of those of the products that it has found: each then
 * tells all from the paste on.
 */
export async function recordVisit(db: PrismaClient, { syncRunId, startedAt, outcome }: Visit): Promise<void> {
  if (tracing().sink === null) return;
  const endedAt = Date.now();
  const scout = { name: 'scout', startedAt, endedAt };
  const ofRun = { syncRunId, stage: 'scout', outcome };
  const run = runPlace(syncRunId);
  recordSpan({
    ...scout,
    place: newPlace(run.traceId),
    parentId: run.spanId,
    facts: ofRun,
    failed: outcome !== 'found',
  });
  const opened = await db.syncRun.findUnique({
    where: { id: syncRunId },
    select: {
      onlyNew: true,
      requestedAt: true,
      items: { where: { createdAt: { gte: new Date(startedAt) } }, select: { productId: true } },
    },
  });
  if (opened === null) return;
  const pastedAt = opened.requestedAt.getTime();
  for (const { productId } of opened.items) {
    const place = productPlace(syncRunId, productId);
    const facts = { ...ofRun, productId };
    const begun = { startedAt: pastedAt, endedAt: pastedAt, facts: { syncRunId, productId } };
    recordSpan({ name: opened.onlyNew ? 'revisit' : 'paste', place, ...begun, cameOf: run });
    const child = () => ({ place: newPlace(place.traceId), parentId: place.spanId, facts });
    recordSpan({ name: 'queue', ...child(), startedAt: pastedAt, endedAt: startedAt });
    recordSpan({ ...scout, ...child() });
  }
}
