import { gauge } from '@/lib/platform/metrics';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import { WATCHED_STAGES } from './overview.schema';

export interface StageWaiting {
  stage: string;
  waiting: number;
  oldestSeconds: number;
}

/**
 * What each stage has before it, and for how long the oldest of that has stood there. What waits for something that is
 * paused is told by `soko_products_waiting`. Catalogues wait in their runs.
 */
export function readStagesWaiting(db: Prisma.TransactionClient): Promise<StageWaiting[]> {
  return db.$queryRaw<StageWaiting[]>`
    SELECT "stage"::text, count(*)::int AS "waiting",
      extract(epoch FROM clock_timestamp() - min("updatedAt"))::float8 AS "oldestSeconds"
    FROM "syncItems" WHERE "outcome" IS NULL AND "waitsFor" IS NULL GROUP BY "stage"
    UNION ALL
    SELECT 'scout', count(*)::int, extract(epoch FROM clock_timestamp() - min("requestedAt"))::float8 FROM "syncRuns"
    WHERE "state" IN ('queued', 'running') AND "kind" = 'catalogue' AND "outcome" IS NULL HAVING count(*) > 0`;
}

/** Read when somebody scrapes, by one process of the system. While the database is away neither says anything. */
export function measureWaiting(read: () => Promise<StageWaiting[]>): void {
  measure('soko_stage_waiting', 'Products, or catalogues, that a stage has before it', (stage) => stage?.waiting ?? 0);
  measure(
    'soko_stage_oldest_waiting_seconds',
    'For how long the oldest of them has stood there',
    (stage) => stage?.oldestSeconds ?? 0,
  );

  function measure(name: string, help: string, of: (waiting: StageWaiting | undefined) => number): void {
    gauge({
      ...{ name, help },
      labelNames: ['stage'],
      async collect() {
        const stages = await read().catch(() => null);
        this.reset();
        if (stages === null) return;
        for (const stage of WATCHED_STAGES) this.set({ stage }, of(stages.find((each) => each.stage === stage)));
      },
    });
  }
}
