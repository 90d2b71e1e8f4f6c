import type { Prisma } from '@/lib/platform/prisma-client/client';

/** What products embedded before it was known lack; the rest of a picture's description they have. */
export interface LateDescription {
  perceptualHash: string | null;
  colours: readonly string[];
}

/** In place of a description that cannot be made, so that nobody tries again. */
export const NO_DESCRIPTION: LateDescription = { perceptualHash: null, colours: [] };

/**
 * URLs of stored pictures that live products show and whose colours nobody has named yet, the newest products' first.
 */
export async function readUndescribed(db: Prisma.TransactionClient, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ url: string }[]>`
    SELECT "s3ImageUrl" AS "url" FROM "products"
    WHERE "isListed" AND "s3ImageUrl" IS NOT NULL AND "imageColours" IS NULL AND "s3ImageHash" = "imageHash"
    GROUP BY "s3ImageUrl" ORDER BY max("listedAt") DESC, "s3ImageUrl" LIMIT ${limit}`;
  return rows.map(({ url }) => url);
}

/** For every product that shows this picture and has no colours yet; one that shows another by now is left alone. */
export async function saveLateDescription(
  db: Prisma.TransactionClient,
  url: string,
  { perceptualHash, colours }: LateDescription,
): Promise<void> {
  await db.$executeRaw`
    WITH held AS MATERIALIZED (
      SELECT "productId" FROM "products"
      WHERE "s3ImageUrl" = ${url} AND "imageColours" IS NULL AND "s3ImageHash" = "imageHash"
      ORDER BY "productId" FOR NO KEY UPDATE
    )
    UPDATE "products" p SET "imageColours" = ${[...colours]}::text[],
      "imagePerceptualHash" = COALESCE(p."imagePerceptualHash", ${perceptualHash}), "updatedAt" = clock_timestamp()
    FROM held WHERE p."productId" = held."productId"`;
}
