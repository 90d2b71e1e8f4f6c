import { randomUUID } from 'node:crypto';
import { SokoError } from '@/lib/platform/errors';
import type { Prisma, PrismaClient } from '@/lib/platform/prisma-client/client';
import { type AddedProducts, type FoundItem, insertFoundItems } from './found-items';

export interface OpenedRun {
  syncRunId: string;
  /** False when the same catalogue was being synced already: that run is the answer. */
  created: boolean;
}

interface CatalogueRequest {
  syncRunId?: string;
  sellerPhone: string;
}

export interface CatalogueRunRequest {
  syncRunId: string;
  sellerPhone: string;
  tokenHash: string | null;
  lane: string | null;
  /** Nobody asked for it: only products that are new are read. */
  onlyNew?: boolean;
}

export interface OpenedCatalogueRun extends OpenedRun {
  sellerPhone: string;
  /** Of whoever opened the run. */
  tokenHash: string | null;
  /** The queue that its first visit still waits in; undefined once that has begun, null for its kind's. */
  waitsIn: string | null | undefined;
}

/** How often to look again when an open run ends between our two looks at it. */
const LOOKS = 5;

/** The one open catalogue run of a seller: the same link pasted twice at once is one run. */
export async function openCatalogueRun(db: Prisma.TransactionClient, request: CatalogueRequest): Promise<OpenedRun> {
  const { sellerPhone, syncRunId = randomUUID() } = request;
  const [run] = await openCatalogueRuns(db, [{ syncRunId, sellerPhone, tokenHash: null, lane: null }]);
  if (run === undefined) throw syncNotOpened();
  return { syncRunId: run.syncRunId, created: run.created };
}

/** The same for several sellers, each named once. Who asks for one that nobody had asked for makes it a whole one. */
export async function openCatalogueRuns(
  db: Prisma.TransactionClient,
  requests: CatalogueRunRequest[],
): Promise<OpenedCatalogueRun[]> {
  const runs = new Map<string, OpenedCatalogueRun>();
  let left = requests;
  for (let look = 0; look < LOOKS && left.length > 0; look++) {
    const wanted = JSON.stringify(left);
    if (look === 0) {
      await db.$executeRaw`
        INSERT INTO "sellers" ("phone")
        SELECT w."sellerPhone" FROM jsonb_to_recordset(${wanted}::jsonb) AS w("sellerPhone" text) ORDER BY 1
        ON CONFLICT ("phone") DO NOTHING`;
    }
    // In the order of their phones: two pastes of the same sellers then wait instead of deadlocking.
    const made = await db.$queryRaw<OpenRow[]>`
      INSERT INTO "syncRuns" ("id", "kind", "sellerPhone", "tokenHash", "lane", "onlyNew")
      SELECT w."syncRunId", 'catalogue', w."sellerPhone", w."tokenHash", w."lane", COALESCE(w."onlyNew", false)
      FROM jsonb_to_recordset(${wanted}::jsonb)
        AS w("syncRunId" uuid, "sellerPhone" text, "tokenHash" text, "lane" text, "onlyNew" boolean)
      ORDER BY w."sellerPhone"
      ON CONFLICT ("sellerPhone") WHERE "kind" = 'catalogue' AND "state" IN ('queued', 'running') DO NOTHING
      RETURNING "id"::text AS "syncRunId", "sellerPhone", "tokenHash", "lane", "state"::text`;
    for (const run of made) runs.set(run.sellerPhone, opened(run, true));
    const phones = left.map(({ sellerPhone }) => sellerPhone).filter((phone) => !runs.has(phone));
    const open = await db.$queryRaw<(OpenRow & { onlyNew: boolean })[]>`
      SELECT "id"::text AS "syncRunId", "sellerPhone", "tokenHash", "lane", "state"::text, "onlyNew" FROM "syncRuns"
      WHERE "kind" = 'catalogue' AND "state" IN ('queued', 'running') AND "sellerPhone" = ANY(${phones})`;
    for (const { onlyNew: _, ...run } of open) runs.set(run.sellerPhone, opened(run, false));
    const unasked = new Set(open.flatMap(({ sellerPhone, onlyNew }) => (onlyNew ? [sellerPhone] : [])));
    await readWhole(
      db,
      left.flatMap(({ sellerPhone, onlyNew }) => (unasked.has(sellerPhone) && !onlyNew ? [sellerPhone] : [])),
    );
    left = left.filter(({ sellerPhone }) => !runs.has(sellerPhone));
  }
  if (left.length > 0) throw syncNotOpened();
  return [...runs.values()];
}

/** As long as the Scout has not come back: what it has found by then is being worked on already. */
async function readWhole(db: Prisma.TransactionClient, phones: string[]): Promise<void> {
  if (phones.length === 0) return;
  await db.$executeRaw`
    UPDATE "syncRuns" SET "onlyNew" = false
    WHERE "kind" = 'catalogue' AND "state" IN ('queued', 'running') AND "outcome" IS NULL
      AND "onlyNew" AND "sellerPhone" = ANY(${phones})`;
}

type OpenRow = Pick<OpenedCatalogueRun, 'syncRunId' | 'sellerPhone' | 'tokenHash'> & {
  lane: string | null;
  state: string;
};

const opened = ({ lane, state, ...run }: OpenRow, created: boolean): OpenedCatalogueRun => ({
  ...run,
  created,
  waitsIn: state === 'queued' ? lane : undefined,
});

export const syncNotOpened = (): SokoError =>
  new SokoError({
    code: 'sync_not_opened',
    message: 'The sync could not be started. Please try again.',
    status: 503,
    retry: { again: true, afterMs: 1000 },
  });

interface ListedRequest {
  /** A caller whose step may run twice gives the same id twice and gets the same run. */
  syncRunId?: string;
  kind: 'links' | 'heartbeat' | 'replay';
  /** Null when it spans sellers. */
  sellerPhone: string | null;
  products: FoundItem[];
}

/**
 * A run over products that are named already, so that no Scout is needed. Running from the start. `alongside`: what
 * else belongs into its transaction.
 */
export async function openListedRun(
  db: PrismaClient,
  request: ListedRequest,
  alongside?: (tx: Prisma.TransactionClient) => Promise<unknown>,
): Promise<OpenedRun & AddedProducts> {
  const { syncRunId = randomUUID(), kind, sellerPhone, products } = request;
  return db.$transaction(async (tx) => {
    const made = await tx.$executeRaw`
      INSERT INTO "syncRuns" ("id", "kind", "sellerPhone", "state", "outcome", "startedAt")
      VALUES (${syncRunId}::uuid, ${kind}::"sync_kind", ${sellerPhone}, 'running',
        ${kind === 'links' ? 'links' : 'found'}, now())
      ON CONFLICT ("id") DO NOTHING`;
    if (made > 0 && kind === 'heartbeat') {
      await tx.$executeRaw`
        INSERT INTO "catalogSyncLogs" ("syncRunId", "eventType", "detail")
        VALUES (${syncRunId}::uuid, 'heartbeat_start', ${JSON.stringify({ found: products.length })}::jsonb)`;
    }
    const added = await insertFoundItems(tx, syncRunId, products, { onlyKnown: kind !== 'links' });
    await alongside?.(tx);
    return { syncRunId, created: made > 0, ...added };
  }, TRANSACTION);
}

/** A thousand products in one go on a busy laptop; Prisma's own default of 5 s is for web requests. */
export const TRANSACTION = { maxWait: 15_000, timeout: 60_000 } as const;
