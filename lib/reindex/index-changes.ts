import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { writeToStore } from '@/lib/products/listing';
import type { VectorStore } from '@/lib/vectors/vector-store';

const PAGE = 500;

/**
 * Brings a space's index up to what has changed since it was last brought up to it: vectors made, and products changed
 * or hidden meanwhile. Nothing where listing alone keeps it in step. Returns how many products were looked at.
 */
export async function indexChanges({
  db,
  vectors,
}: {
  db: PrismaClient;
  vectors: Pick<VectorStore, 'space' | 'upsert' | 'remove'>;
}): Promise<number> {
  const { space } = vectors;
  const row = await db.embeddingSpace.findUnique({ where: { space }, select: { indexedTo: true } });
  if (!row?.indexedTo) return 0;
  // A minute of what was looked at already: a change bears the time of its statement, and is seen when it commits.
  const [{ upTo }] = await db.$queryRaw<[{ upTo: Date }]>`SELECT clock_timestamp() - interval '1 minute' AS "upTo"`;
  let looked = 0;
  for (let after = ''; ; ) {
    const page = await db.$queryRaw<{ productId: string }[]>`
      SELECT p."productId" FROM "products" p
      WHERE p."productId" > ${after} AND (p."updatedAt" >= ${row.indexedTo} OR EXISTS (
        SELECT FROM "productEmbeddings" e
        WHERE e."productId" = p."productId" AND e."space" = ${space} AND e."createdAt" >= ${row.indexedTo}))
      ORDER BY p."productId" LIMIT ${PAGE}`;
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.productId;
    looked += page.length;
    await writeToStore(
      { db, vectors },
      page.map(({ productId }) => productId),
    );
  }
  await db.embeddingSpace.updateMany({ where: { space, indexedTo: { not: null } }, data: { indexedTo: upTo } });
  return looked;
}
