import { Prisma } from '@/lib/platform/prisma-client/client';
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

/**
 * A look `s` with its product `p` and seller `e`: one by one, until there are enough; a hash would go over every
 * product.
 */
export const LOOKS_ONE_BY_ONE = Prisma.sql`"secondLooks" s
    CROSS JOIN LATERAL (SELECT * FROM "products" p WHERE p."productId" = s."productId" OFFSET 0) p
    CROSS JOIN LATERAL (SELECT * FROM "sellers" e WHERE e."phone" = p."sellerPhone" OFFSET 0) e`;

/** There is still something to decide about it: the product is there, and what it was when it was decided. */
export const IS_STILL_SO = Prisma.sql`(p."contentHash" = s."contentHash" AND p."isActive" AND e."eraseAt" IS NULL)`;

const waitsFor = (moderatorId: string) =>
  Prisma.sql`s."state" = 'waiting' AND s."firstBy" <> ${moderatorId} AND ${IS_STILL_SO}`;

/** What waits for this moderator, the longest first. */
export async function readSecondLooks(
  db: Prisma.TransactionClient,
  { moderatorId, limit }: Asked,
): Promise<SecondLookItem[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT s."id"::text, p."productId", p."title", p."description", p."priceText",
      COALESCE(p."businessName", e."name") AS "businessName",
      p."imageUrl", p."imageHash", p."imageWidth", p."imageHeight"
    FROM ${LOOKS_ONE_BY_ONE} WHERE ${waitsFor(moderatorId)}
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
    JOIN "products" p ON p."productId" = s."productId" JOIN "sellers" e ON e."phone" = p."sellerPhone"
    WHERE ${waitsFor(moderatorId)}`;
  return { waiting: row?.waiting ?? 0, oldest: row?.oldest?.toISOString() ?? null };
}
