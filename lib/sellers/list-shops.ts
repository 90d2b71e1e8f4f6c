import { Prisma } from '@/lib/platform/prisma-client/client';
import { readTimeCursor, UUID, writeTimeCursor } from '@/lib/syncs/time-cursor';
import { hashShopKey, KEY_COUNTS, type ShopLevel } from './shop-access';

/** One of a device's shops, as its list shows it. */
export interface HeldShop {
  sellerId: string;
  phone: string;
  /** As its holder calls it, or WhatsApp does; null until the first product is read. */
  name: string | null;
  level: ShopLevel;
  /** One of its products', a live one's first. */
  pictureUrl: string | null;
  live: number;
  /** On their way, or for a moderator to look at. */
  waiting: number;
  rejected: number;
  /** Its newest sync; null before the first, and once its runs are cleared away. */
  syncId: string | null;
}

export interface HeldShopPage {
  shops: HeldShop[];
  nextCursor: string | null;
}

const PAGE = 20;

interface Row extends Omit<HeldShop, 'level'> {
  keyId: string;
  heldAt: Date;
  isProven: boolean;
}

/** The device's shops, those it held last first. A cursor that is none of ours begins at the first. */
export async function listShops(
  db: Prisma.TransactionClient,
  key: string | null,
  cursor?: string,
): Promise<HeldShopPage> {
  if (key === null) return { shops: [], nextCursor: null };
  const after = readTimeCursor(cursor, UUID);
  const older = after ? Prisma.sql`AND (k."createdAt", k."id") < (${after.at}, ${after.id}::uuid)` : Prisma.empty;
  const rows = await db.$queryRaw<Row[]>`
    WITH held AS MATERIALIZED (
      SELECT k."id", k."sellerPhone", k."createdAt", k."provenAt" FROM "shopKeys" k
      WHERE k."keyHash" = ${hashShopKey(key)} AND ${KEY_COUNTS} ${older}
      ORDER BY k."createdAt" DESC, k."id" DESC LIMIT ${PAGE + 1}
    )
    SELECT h."id"::text AS "keyId", h."createdAt" AS "heldAt", h."provenAt" IS NOT NULL AS "isProven",
      s."id"::text AS "sellerId", s."phone",
      coalesce(s."displayName", s."name") AS "name",
      c."live", c."waiting", c."rejected", c."pictureUrl",
      (SELECT r."id"::text FROM "syncRuns" r WHERE r."sellerPhone" = s."phone"
        ORDER BY r."createdAt" DESC LIMIT 1) AS "syncId"
    FROM held h JOIN "sellers" s ON s."phone" = h."sellerPhone"
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE p."isListed")::int AS "live",
        count(*) FILTER (WHERE p."isActive" AND (p."qcStatus" = 'flagged' OR (p."qcStatus" = 'pending' AND EXISTS (
          SELECT FROM "syncItems" i WHERE i."productId" = p."productId" AND i."outcome" IS NULL))))::int AS "waiting",
        count(*) FILTER (WHERE p."isActive" AND p."qcStatus" = 'rejected')::int AS "rejected",
        (array_agg(coalesce(p."s3ImageUrl", p."imageUrl") ORDER BY p."isListed" DESC, p."listedAt" DESC NULLS LAST)
          FILTER (WHERE coalesce(p."s3ImageUrl", p."imageUrl") IS NOT NULL))[1] AS "pictureUrl"
      FROM "products" p WHERE p."sellerPhone" = s."phone"
    ) c
    ORDER BY h."createdAt" DESC, h."id" DESC`;
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return {
    shops: page.map(({ keyId: _keyId, heldAt: _heldAt, isProven, ...shop }) => ({
      ...shop,
      level: isProven ? 'owner' : 'holder',
    })),
    nextCursor: rows.length > PAGE && last ? writeTimeCursor(last.heldAt, last.keyId) : null,
  };
}
