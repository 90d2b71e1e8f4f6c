import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import type { ReindexProgress, SpaceView } from './reindex-progress.schema';
import { countFilled } from './unembedded-products';

/** How far the next model is. */
export type Filling = Omit<NonNullable<ReindexProgress['next']>, keyof SpaceView>;

/** How far the next model's vectors are, and which models' are kept. `filled`: figures that were counted before. */
export async function readReindexProgress(
  db: PrismaClient,
  filled: (next: SpaceView) => Promise<Filling> = ({ space }) => countFilling(db, space),
): Promise<ReindexProgress> {
  const spaces = await db.embeddingSpace.findMany({ orderBy: { since: 'desc' } });
  const view = (row: (typeof spaces)[number]): SpaceView => ({ space: row.space, since: row.since.toISOString() });
  const inUse = spaces.find((row) => row.state === 'in_use');
  const filling = spaces.find((row) => row.state === 'filling');
  return {
    inUse: inUse ? view(inUse) : null,
    next: filling ? { ...view(filling), ...(await filled(view(filling))) } : null,
    left: spaces.filter((row) => row.state === 'left' || (row.state === 'filling' && row !== filling)).map(view),
    dropping: spaces.filter((row) => row.state === 'dropping').map(view),
  };
}

/** Over every vector there is: what asks often keeps it. */
export async function countFilling(db: PrismaClient, space: string): Promise<Filling> {
  const at = new Date().toISOString();
  const [counts, failures] = await Promise.all([
    countFilled(db, space),
    db.$queryRaw<{ code: string; message: string; products: number }[]>`
      SELECT f."code", min(f."message") AS "message", count(*)::int AS "products"
      FROM "reindexFailures" f JOIN "products" p USING ("productId")
      WHERE f."space" = ${space} AND f."contentHash" = p."contentHash" AND p."isActive"
      GROUP BY f."code" ORDER BY "products" DESC`,
  ]);
  return { ...counts, failures, at, isReady: counts.live === counts.liveEmbedded };
}
