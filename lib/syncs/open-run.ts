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
  tokenHash?: string | undefined;
}

/** How often to look again when the open run ends between our two looks at it. */
const LOOKS = 5;

/** The one open catalogue run of a seller: the same link pasted twice at once is one run. */
export async function openCatalogueRun(db: Prisma.TransactionClient, request: CatalogueRequest): Promise<OpenedRun> {
  const { sellerPhone, tokenHash = null, syncRunId = randomUUID() } = request;
  await db.$executeRaw`INSERT INTO "sellers" ("phone") VALUES (${sellerPhone}) ON CONFLICT ("phone") DO NOTHING`;
  for (let look = 0; look < LOOKS; look++) {
    const made = await db.$queryRaw<{ id: string }[]>`
      INSERT INTO "syncRuns" ("id", "kind", "sellerPhone", "tokenHash")
      VALUES (${syncRunId}::uuid, 'catalogue', ${sellerPhone}, ${tokenHash})
      ON CONFLICT ("sellerPhone") WHERE "kind" = 'catalogue' AND "state" IN ('queued', 'running') DO NOTHING
      RETURNING "id"`;
    if (made[0]) return { syncRunId: made[0].id, created: true };
    const open = await db.$queryRaw<{ id: string }[]>`
      SELECT "id" FROM "syncRuns"
      WHERE "kind" = 'catalogue' AND "state" IN ('queued', 'running') AND "sellerPhone" = ${sellerPhone}`;
    if (open[0]) return { syncRunId: open[0].id, created: false };
  }
  throw new SokoError({
    code: 'sync_not_opened',
    message: 'The sync could not be started. Please try again.',
    status: 503,
    retry: { again: true, afterMs: 1000 },
  });
}

interface ListedRequest {
  /** A caller whose step may run twice gives the same id twice and gets the same run. */
  syncRunId?: string;
  kind: 'links' | 'heartbeat' | 'replay';
  /** Null when it spans sellers. */
  sellerPhone: string | null;
  products: FoundItem[];
  tokenHash?: string | undefined;
}

/** A run over products that are named already, so that no Scout is needed. Running from the start. */
export async function openListedRun(db: PrismaClient, request: ListedRequest): Promise<OpenedRun & AddedProducts> {
  const { syncRunId = randomUUID(), kind, sellerPhone, products, tokenHash = null } = request;
  return db.$transaction(async (tx) => {
    const made = await tx.$executeRaw`
      INSERT INTO "syncRuns" ("id", "kind", "sellerPhone", "tokenHash", "state", "outcome", "startedAt")
      VALUES (${syncRunId}::uuid, ${kind}::"sync_kind", ${sellerPhone}, ${tokenHash}, 'running',
        ${kind === 'links' ? 'links' : 'found'}, now())
      ON CONFLICT ("id") DO NOTHING`;
    if (made > 0 && kind === 'heartbeat') {
      await tx.$executeRaw`
        INSERT INTO "catalogSyncLogs" ("syncRunId", "eventType", "detail")
        VALUES (${syncRunId}::uuid, 'heartbeat_start', ${JSON.stringify({ found: products.length })}::jsonb)`;
    }
    const added = await insertFoundItems(tx, syncRunId, products);
    return { syncRunId, created: made > 0, ...added };
  }, TRANSACTION);
}

/** A thousand products in one go on a busy laptop; Prisma's own default of 5 s is for web requests. */
export const TRANSACTION = { maxWait: 15_000, timeout: 60_000 } as const;
