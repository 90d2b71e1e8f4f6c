import type { Prisma } from '@/lib/platform/prisma-client/client';

/** In a row's list of copies: none can be made of this picture, so nobody tries again. */
export const NO_COPIES = ['none'];

/** URLs of stored pictures of live products that have no smaller copies yet, the newest products' first. */
export async function readUncopied(db: Prisma.TransactionClient, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ url: string }[]>`
    SELECT "s3ImageUrl" AS "url" FROM "products"
    WHERE "isListed" AND "s3ImageUrl" IS NOT NULL AND "s3ImageVariants" = '{}'
    GROUP BY "s3ImageUrl" ORDER BY max("listedAt") DESC, "s3ImageUrl" LIMIT ${limit}`;
  return rows.map(({ url }) => url);
}

/**
 * The copies are there, for every product of this picture, so that whoever removes it knows of them. False when none is
 * live any more.
 */
export async function saveCopies(db: Prisma.TransactionClient, url: string, variants: string[]): Promise<boolean> {
  const saved = await db.$executeRaw`
    WITH held AS MATERIALIZED (
      SELECT "productId", "isListed" FROM "products" WHERE "s3ImageUrl" = ${url} ORDER BY "productId" FOR NO KEY UPDATE
    )
    UPDATE "products" p SET "s3ImageVariants" = ${variants}::text[], "updatedAt" = clock_timestamp()
    FROM held WHERE p."productId" = held."productId" AND EXISTS (SELECT 1 FROM held WHERE "isListed")`;
  return saved > 0;
}

/** A stage that has moved no product for so long waits for something: WhatsApp's patience, the next try, a sweep. */
const QUIET_AFTER_SECONDS = 10;

/** Whether products are moving through the pipeline right now. */
export async function isIngesting(db: Prisma.TransactionClient): Promise<boolean> {
  // Stages named one by one: so the index on them answers, however many items of the past there are.
  const moving = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM "syncItems"
    WHERE "stage" IN ('hydrate', 'embed', 'review', 'persist')
      AND "updatedAt" > clock_timestamp() - make_interval(secs => ${QUIET_AFTER_SECONDS})
    LIMIT 1`;
  return moving.length > 0;
}
