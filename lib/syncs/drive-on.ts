import type { Prisma, PrismaClient } from '@/lib/platform/prisma-client/client';
import type { OpenItem } from './open-items';
import { HAS_BEGUN, redriven, type StuckScout } from './stuck-work';

export interface DriveOnDeps {
  db: PrismaClient;
  /** Starts the stage that each stands at again. */
  requestStages(items: OpenItem[]): Promise<void>;
  /** → seller/sync.requested */
  requestSync(run: StuckScout): Promise<void>;
}

export interface DrivenOn {
  products: number;
  catalogues: number;
}

/** What has begun is left to who has it in hand for so long: a person who asks knows better than the sweep. */
const AT_WORK_MS = 60_000;
/** A visit has a browser, and its own bounds. */
const VISIT_MS = 10 * 60_000;
const PAGE = 1_000;
const MOST_VISITS = 200;

/**
 * Sends on at once what the sweep would only after its patience: all that was handed on and has not begun, and what has
 * begun and stands still. What is sent twice is worked on once.
 */
export async function driveOn(deps: DriveOnDeps): Promise<DrivenOn> {
  const scouts = await takeUnvisited(deps.db);
  for (const scout of scouts) await deps.requestSync(scout);
  return { products: await driveItemsOn(deps), catalogues: scouts.length };
}

/** Catalogues whose visit has not begun, or should have ended long ago. */
async function takeUnvisited(db: Prisma.TransactionClient): Promise<StuckScout[]> {
  return db.$queryRaw<StuckScout[]>`
    UPDATE "syncRuns" r SET "requestedAt" = clock_timestamp()
    WHERE r."id" IN (
      SELECT "id" FROM "syncRuns" WHERE "kind" = 'catalogue' AND "outcome" IS NULL
        AND ("state" = 'queued' OR ("state" = 'running'
          AND "startedAt" < clock_timestamp() - make_interval(secs => ${VISIT_MS / 1000})))
      ORDER BY "createdAt" LIMIT ${MOST_VISITS} FOR UPDATE SKIP LOCKED)
    RETURNING r."id"::text AS "syncRunId", r."sellerPhone", COALESCE(r."lane", r."kind"::text) AS "lane"`;
}

/** The same of the products of one run, or of all. Returns how many. */
export async function driveItemsOn(
  { db, requestStages }: Pick<DriveOnDeps, 'db' | 'requestStages'>,
  syncRunId: string | null = null,
): Promise<number> {
  const [{ until } = { until: '' }] = await db.$queryRaw<
    { until: string }[]
  >`SELECT clock_timestamp()::text AS "until"`;
  for (let products = 0; ; ) {
    const items = await takeStandingItems(db, { until, syncRunId });
    if (items.length > 0) await requestStages(items);
    products += items.length;
    if (items.length < PAGE) return products;
  }
}

/** A page of them; what was taken `until` now is not taken again. */
async function takeStandingItems(
  db: Prisma.TransactionClient,
  { until, syncRunId }: { until: string; syncRunId: string | null },
): Promise<OpenItem[]> {
  return db.$queryRaw<OpenItem[]>`
    WITH standing AS (
      SELECT i."syncRunId", i."productId" FROM "syncItems" i
      WHERE i."stage" <> 'done' AND i."outcome" IS NULL AND i."waitsFor" IS NULL
        AND (${syncRunId}::uuid IS NULL OR i."syncRunId" = ${syncRunId}::uuid)
        AND i."updatedAt" <= ${until}::timestamptz
        AND (NOT ${HAS_BEGUN} OR i."begunAt" < clock_timestamp() - make_interval(secs => ${AT_WORK_MS / 1000}))
      ORDER BY i."createdAt", i."productId" LIMIT ${PAGE} FOR UPDATE OF i SKIP LOCKED
    )
    ${redriven('standing')}`;
}
