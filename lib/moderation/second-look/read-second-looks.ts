import type { Prisma } from '@/lib/platform/prisma-client/client';

/** What the second moderator sees: the product, and nothing that anybody has said about it. */
export interface SecondLookItem {
  id: string;
  productId: string;
  title: string | null;
  description: string | null;
  priceText: string | null;
  businessName: string | null;
  imageUrl: string | null;
  imageWidth: number | null;
  imageHeight: number | null;
}

interface Asked {
  /** Whose own decisions are left out. */
  moderatorId: string;
  limit: number;
}

/** What waits for this moderator, the longest first; only while the product is what it was when it was decided. */
export function readSecondLooks(
  db: Prisma.TransactionClient,
  { moderatorId, limit }: Asked,
): Promise<SecondLookItem[]> {
  return db.$queryRaw<SecondLookItem[]>`
    SELECT s."id"::text, p."productId", p."title", p."description", p."priceText",
      COALESCE(p."businessName", e."name") AS "businessName",
      COALESCE(p."s3ImageUrl", p."imageUrl") AS "imageUrl", p."imageWidth", p."imageHeight"
    FROM "secondLooks" s
    -- One by one, until there are enough: a hash would go over every product.
    CROSS JOIN LATERAL (SELECT * FROM "products" p WHERE p."productId" = s."productId" OFFSET 0) p
    CROSS JOIN LATERAL (SELECT * FROM "sellers" e WHERE e."phone" = p."sellerPhone" OFFSET 0) e
    WHERE s."state" = 'waiting' AND s."firstBy" <> ${moderatorId} AND p."contentHash" = s."contentHash"
      AND p."isActive" AND e."eraseAt" IS NULL
    ORDER BY s."createdAt", s."id" LIMIT ${limit}`;
}

/** How much waits for this moderator, and since when. */
export async function countSecondLooks(
  db: Prisma.TransactionClient,
  moderatorId: string,
): Promise<{ waiting: number; oldest: string | null }> {
  const [row] = await db.$queryRaw<{ waiting: number; oldest: Date | null }[]>`
    SELECT count(*)::int AS "waiting", min(s."createdAt") AS "oldest"
    FROM "secondLooks" s
    JOIN "products" p ON p."productId" = s."productId" AND p."contentHash" = s."contentHash"
    JOIN "sellers" e ON e."phone" = p."sellerPhone"
    WHERE s."state" = 'waiting' AND s."firstBy" <> ${moderatorId} AND p."isActive" AND e."eraseAt" IS NULL`;
  return { waiting: row?.waiting ?? 0, oldest: row?.oldest?.toISOString() ?? null };
}
