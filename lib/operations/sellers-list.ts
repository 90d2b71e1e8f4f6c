import { Prisma } from '@/lib/platform/prisma-client/client';
import { readTimeCursor, UUID, writeTimeCursor } from '@/lib/syncs/time-cursor';

export const SELLER_STATES = ['suspended', 'paused', 'erasing', 'waiting', 'proven'] as const;
export type SellerState = (typeof SELLER_STATES)[number];

export interface ListedSeller {
  sellerId: string;
  phone: string;
  name: string | null;
  createdAt: Date;
  lastScoutedAt: Date | null;
  provenAt: Date | null;
  approvedAt: Date | null;
  pausedAt: Date | null;
  suspendedAt: Date | null;
  eraseAt: Date | null;
  products: number;
  live: number;
}

export interface SellerCursor {
  createdAt: Date;
  sellerId: string;
}

interface SellersRequest {
  /** A part of the name or of the phone's digits. */
  q?: string | undefined;
  state?: SellerState | undefined;
  before?: SellerCursor | undefined;
  limit: number;
}

/** `waiting`: neither proven nor let in by an admin: what LISTING_POLICY may keep off the market. */
const IN_STATE: Record<SellerState, Prisma.Sql> = {
  suspended: Prisma.sql`s."suspendedAt" IS NOT NULL`,
  paused: Prisma.sql`s."pausedAt" IS NOT NULL`,
  erasing: Prisma.sql`s."eraseAt" IS NOT NULL`,
  waiting: Prisma.sql`s."approvedAt" IS NULL AND s."ownershipProvenAt" IS NULL`,
  proven: Prisma.sql`s."ownershipProvenAt" IS NOT NULL`,
};

/** Sellers, the newest first, with how many products they have. */
export async function listSellers(
  db: Prisma.TransactionClient,
  { q, state, before, limit }: SellersRequest,
): Promise<{ sellers: ListedSeller[]; next: SellerCursor | null }> {
  const conditions = [Prisma.sql`true`];
  if (state) conditions.push(IN_STATE[state]);
  const text = q?.trim() ?? '';
  if (text !== '') conditions.push(matching(text));
  if (before) conditions.push(Prisma.sql`(s."createdAt", s."id") < (${before.createdAt}, ${before.sellerId}::uuid)`);
  const rows = await db.$queryRaw<ListedSeller[]>`
    WITH page AS (
      SELECT s.* FROM "sellers" s WHERE ${Prisma.join(conditions, ' AND ')}
      ORDER BY s."createdAt" DESC, s."id" DESC LIMIT ${limit + 1}
    )
    SELECT s."id"::text AS "sellerId", s."phone", COALESCE(s."displayName", s."name") AS "name", s."createdAt",
      s."lastScoutedAt", s."ownershipProvenAt" AS "provenAt", s."approvedAt", s."pausedAt", s."suspendedAt",
      s."eraseAt", c."products", c."live"
    FROM page s CROSS JOIN LATERAL (
      SELECT count(*)::int AS "products", count(*) FILTER (WHERE p."isListed")::int AS "live"
      FROM "products" p WHERE p."sellerPhone" = s."phone"
    ) c ORDER BY s."createdAt" DESC, s."id" DESC`;
  const sellers = rows.slice(0, limit);
  const last = sellers.at(-1);
  const next = rows.length > limit && last ? { createdAt: last.createdAt, sellerId: last.sellerId } : null;
  return { sellers, next };
}

function matching(text: string): Prisma.Sql {
  const like = `%${text.slice(0, 100).replace(/[\\%_]/g, '\\$&')}%`;
  const digits = text.replace(/\D/g, '').replace(/^0+/, '');
  const phone = digits.length >= 3 ? Prisma.sql`OR s."phone" LIKE ${`%${digits}%`}` : Prisma.empty;
  return Prisma.sql`(s."name" ILIKE ${like} OR s."displayName" ILIKE ${like} ${phone})`;
}

export const writeSellerCursor = ({ createdAt, sellerId }: SellerCursor): string =>
  writeTimeCursor(createdAt, sellerId);

/** Undefined for what is none of ours. */
export function readSellerCursor(text: string | undefined): SellerCursor | undefined {
  const cursor = readTimeCursor(text, UUID);
  return cursor && { createdAt: cursor.at, sellerId: cursor.id };
}
