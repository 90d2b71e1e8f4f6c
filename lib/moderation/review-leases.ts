import type { Prisma } from '@/lib/platform/prisma-client/client';

/** Renewed every few seconds while the product is looked at: so long it stays after somebody just left. */
const LEASE_SECONDS = 120;

export interface Lease {
  userId: string;
  /** The moderator's. */
  name: string;
}

/** A product as somebody saw it. */
export interface SeenProduct {
  productId: string;
  version: number;
}

/**
 * Takes the first of these products that nobody else holds and that is still as it was seen, or keeps what is held
 * already. Null: none of them.
 */
export async function takeFirstLease(
  db: Prisma.TransactionClient,
  { userId, products }: { userId: string; products: readonly SeenProduct[] },
): Promise<string | null> {
  for (const { productId, version } of products) {
    // FOR SHARE: whoever held it before and is deciding now does so first, and it is not as it was seen any more.
    const taken = await db.$executeRaw`
      INSERT INTO "reviewLeases" ("productId", "userId", "takenAt", "expiresAt")
      SELECT "productId", ${userId}, clock_timestamp(), clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
      FROM (
        SELECT "productId" FROM "products" WHERE "productId" = ${productId} AND "version" = ${version} FOR SHARE
      ) seen
      ON CONFLICT ("productId") DO UPDATE SET "expiresAt" = EXCLUDED."expiresAt", "userId" = EXCLUDED."userId",
        "takenAt" = CASE WHEN "reviewLeases"."userId" = EXCLUDED."userId" THEN "reviewLeases"."takenAt"
          ELSE EXCLUDED."takenAt" END
      WHERE "reviewLeases"."userId" = EXCLUDED."userId" OR "reviewLeases"."expiresAt" <= clock_timestamp()`;
    if (taken > 0) return productId;
  }
  return null;
}

/** Gives up what somebody looked at. Clears what has run out for anybody. */
export async function releaseLeases(
  db: Prisma.TransactionClient,
  { userId, productIds }: { userId: string; productIds: readonly string[] },
): Promise<void> {
  await db.$executeRaw`
    DELETE FROM "reviewLeases" WHERE "productId" IN (
      SELECT "productId" FROM "reviewLeases"
      WHERE ("productId" = ANY(${[...productIds]}::text[]) AND "userId" = ${userId}) OR "expiresAt" <= clock_timestamp()
      FOR UPDATE SKIP LOCKED)`;
}

/** Who looks at which of these, by product. */
export async function readLeases(
  db: Prisma.TransactionClient,
  productIds: readonly string[],
): Promise<Map<string, Lease>> {
  if (productIds.length === 0) return new Map();
  const rows = await db.$queryRaw<(Lease & { productId: string })[]>`
    SELECT l."productId", l."userId", u."name" FROM "reviewLeases" l JOIN "users" u ON u."id" = l."userId"
    WHERE l."productId" = ANY(${[...productIds]}::text[]) AND l."expiresAt" > clock_timestamp()`;
  return new Map(rows.map(({ productId, ...lease }) => [productId, lease]));
}
