import type { Prisma } from '@/lib/platform/prisma-client/client';
import { judgedPictureLink } from '../judged-picture/picture-link';

/** What the second moderator sees: the product, and nothing that anybody has said about it. */
export interface SecondLookItem {
  id: string;
  productId: string;
  title: string | null;
  description: string | null;
  priceText: string | null;
  businessName: string | null;
  /** The picture that was judged. */
  pictureUrl: string | null;
  imageWidth: number | null;
  imageHeight: number | null;
}

type Row = Omit<SecondLookItem, 'pictureUrl'> & { imageUrl: string | null; imageHash: string | null };

interface Asked {
  /** Whose own decisions are left out. */
  moderatorId: string;
  limit: number;
}

/** What waits for this moderator, the longest first; only while the product is what it was when it was decided. */
export async function readSecondLooks(
  db: Prisma.TransactionClient,
  { moderatorId, limit }: Asked,
): Promise<SecondLookItem[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT s."id"::text, p."productId", p."title", p."description", p."priceText",
      COALESCE(p."businessName", e."name") AS "businessName",
      p."imageUrl", p."imageHash", p."imageWidth", p."imageHeight"
    FROM "secondLooks" s
    -- One by one, until there are enough: a hash would go over every product.
    CROSS JOIN LATERAL (SELECT * FROM "products" p WHERE p."productId" = s."productId" OFFSET 0) p
    CROSS JOIN LATERAL (SELECT * FROM "sellers" e WHERE e."phone" = p."sellerPhone" OFFSET 0) e
    WHERE s."state" = 'waiting' AND s."firstBy" <> ${moderatorId} AND p."contentHash" = s."contentHash"
      AND p."isActive" AND e."eraseAt" IS NULL
    ORDER BY s."createdAt", s."id" LIMIT ${limit}`;
  return rows.map(({ imageUrl, imageHash, ...item }) => {
    return { ...item, pictureUrl: judgedPictureLink({ productId: item.productId, imageUrl, imageHash }) };
  });
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
