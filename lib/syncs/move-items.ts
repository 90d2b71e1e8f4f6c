import type { Prisma, PrismaClient } from '@/lib/platform/prisma-client/client';
import type { SyncOutcome, SyncStage } from '@/lib/platform/prisma-client/enums';
import { finishRunsIfDone } from './finish-run';
import type { SyncLogLine } from './sync-log';

/** One step forward of one product within one run. */
export interface ItemMove {
  productId: string;
  /** Forward only: a late duplicate never pulls an item back. */
  stage?: SyncStage;
  hydrated?: true;
  embedded?: true;
  persisted?: true;
  /** Ends the item: it moves no more. */
  outcome?: SyncOutcome;
  /** For the seller: what is wrong with this product and what to do. */
  problem?: { code: string; message: string };
  /** Written only if the item really moved. */
  logs?: SyncLogLine[];
}

/**
 * Moves items of one run and writes their log lines: one statement, so all of it or nothing; then finishes the run when
 * its last item has ended. Items that have ended, or are there already, are left alone, which makes it safe to run
 * twice. Returns the ids that moved. Locks items by id, as every writer does, so that none waits for another in a
 * circle.
 */
export async function moveItems(
  db: PrismaClient | Prisma.TransactionClient,
  syncRunId: string,
  moves: ItemMove[],
): Promise<string[]> {
  if (moves.length === 0) return [];
  const rows = moves.map(({ problem, ...move }) => ({
    ...move,
    problemCode: problem?.code,
    problemMessage: problem?.message,
  }));
  const moved = await db.$queryRaw<{ productId: string; ended: boolean }[]>`
    WITH change AS (
      SELECT DISTINCT ON (c."productId") c.*
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS c(
        "productId" text, "stage" "sync_stage", "hydrated" boolean, "embedded" boolean, "persisted" boolean,
        "outcome" "sync_outcome", "problemCode" text, "problemMessage" text, "logs" jsonb)
    ), held AS MATERIALIZED (
      SELECT i."productId" FROM "syncItems" i JOIN change c ON c."productId" = i."productId"
      WHERE i."syncRunId" = ${syncRunId}::uuid AND i."outcome" IS NULL
      ORDER BY i."productId" FOR UPDATE OF i
    ), moved AS (
      UPDATE "syncItems" i SET
        "stage" = CASE WHEN c."outcome" IS NOT NULL THEN 'done'::"sync_stage" ELSE GREATEST(i."stage", c."stage") END,
        "hydrated" = i."hydrated" OR c."hydrated" IS TRUE,
        "embedded" = i."embedded" OR c."embedded" IS TRUE,
        "persisted" = i."persisted" OR c."persisted" IS TRUE,
        "outcome" = c."outcome", "waitsFor" = NULL,
        "begunBy" = CASE WHEN (c."outcome" IS NOT NULL OR c."stage" > i."stage") IS NOT TRUE THEN i."begunBy" END,
        "problemCode" = COALESCE(c."problemCode", i."problemCode"),
        "problemMessage" = COALESCE(c."problemMessage", i."problemMessage"),
        "updatedAt" = clock_timestamp()
      FROM held h JOIN change c ON c."productId" = h."productId"
      WHERE i."syncRunId" = ${syncRunId}::uuid AND i."productId" = h."productId" AND i."outcome" IS NULL
        AND (c."outcome" IS NOT NULL OR c."stage" > i."stage" OR (c."hydrated" AND NOT i."hydrated")
          OR (c."embedded" AND NOT i."embedded") OR (c."persisted" AND NOT i."persisted"))
      RETURNING i."productId", i."sellerPhone", i."outcome", c."logs"
    ), logged AS (
      INSERT INTO "catalogSyncLogs" ("syncRunId", "productId", "sellerPhone", "eventType", "code", "detail")
      SELECT ${syncRunId}::uuid, m."productId", m."sellerPhone", l."eventType", l."code", l."detail"
      FROM moved m CROSS JOIN jsonb_to_recordset(COALESCE(m."logs", '[]'))
        AS l("eventType" text, "code" text, "detail" jsonb)
    )
    SELECT "productId", "outcome" IS NOT NULL AS "ended" FROM moved`;
  if (moved.some(({ ended }) => ended)) await finishRunsIfDone(db, [syncRunId]);
  return moved.map((row) => row.productId);
}

export interface MoveInRun {
  syncRunId: string;
  move: ItemMove;
}

/** The same for items of several runs: one run at a time, so that no two writers wait for each other. */
export async function moveItemsOfRuns(db: PrismaClient | Prisma.TransactionClient, moves: MoveInRun[]): Promise<void> {
  const runs = new Map<string, ItemMove[]>();
  for (const { syncRunId, move } of moves) runs.set(syncRunId, [...(runs.get(syncRunId) ?? []), move]);
  for (const [syncRunId, ofRun] of runs) await moveItems(db, syncRunId, ofRun);
}
