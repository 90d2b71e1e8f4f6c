import { Prisma } from '@/lib/platform/prisma-client/client';
import { REASONS, STANDING, STANDING_CODE } from '@/lib/products/standing';
import { type Cause, codesOf, STANDINGS, type Standing } from '@/lib/products/standing.schema';
import { isCause, isShortcoming, type ShopQuery, type Shortcoming } from './shop-query.schema';

/** Narrower than a phone's screen shows a picture. */
const SMALL_PICTURE = 400;
/** Fewer letters than a word or two say nothing of what is sold. */
const SHORT_DESCRIPTION = 20;

/** SQL for what a product `p` lacks. */
export const SHORTCOMING: Record<Shortcoming, Prisma.Sql> = {
  no_price: Prisma.sql`(p."priceAmount" IS NULL)`,
  no_category: Prisma.sql`(p."category" IS NULL OR p."category" = 'other')`,
  no_description: Prisma.sql`(char_length(trim(coalesce(p."description", ''))) < ${SHORT_DESCRIPTION})`,
  small_picture: Prisma.sql`(coalesce(p."imageWidth", 0) BETWEEN 1 AND ${SMALL_PICTURE - 1})`,
};

export interface ShopAppeal {
  note: string;
  at: Date;
  outcome: 'approved' | 'rejected' | null;
}

/** One product as its seller sees it. Nothing of what moderators write to each other. */
export interface ShopProduct {
  productId: string;
  title: string | null;
  imageUrl: string | null;
  price: { amount: number; currency: string } | null;
  /** As it stands in WhatsApp's words. */
  priceText: string | null;
  priceCorrected: boolean;
  category: string | null;
  categoryCorrected: boolean;
  standing: Standing;
  hidden: boolean;
  /** Of what keeps it from being taken (causeOf); null for all others. */
  code: string | null;
  reasons: string[];
  /** What a moderator asks for, written for the seller. */
  sellerNote: string | null;
  /** Of the content it has now. */
  appeal: ShopAppeal | null;
  lastReadAt: Date | null;
}

interface Row extends Omit<ShopProduct, 'price' | 'appeal'> {
  amount: number | null;
  currency: string | null;
  appealNote: string | null;
  appealedAt: Date | null;
  appealOutcome: 'approved' | 'rejected' | null;
  rank: number;
}

export interface ShopProductPage {
  products: ShopProduct[];
  /** Null on the last page. */
  next: string | null;
}

/** A seller's products, what needs them first, then by id. */
export async function readShopProducts(
  db: Prisma.TransactionClient,
  phone: string,
  query: ShopQuery,
  limit: number,
): Promise<ShopProductPage> {
  const [rank, productId] = query.after?.split('.') ?? [];
  const conditions = [
    ...(query.state === undefined ? [] : [Prisma.sql`s."standing" = ${query.state}`]),
    ...(rank === undefined || productId === undefined
      ? []
      : [Prisma.sql`(s."rank", s."productId") > (${Number(rank)}, ${productId})`]),
  ];
  const rows = await db.$queryRaw<Row[]>`
    WITH stood AS (
      SELECT p."productId", ${STANDING} AS "standing", ${STANDING_CODE} AS "code", ${REASONS} AS "reasons"
      FROM "products" p WHERE p."sellerPhone" = ${phone} AND ${lacks(query)}
    ), chosen AS (
      SELECT s.* FROM (
        SELECT stood.*, array_position(${[...STANDINGS]}::text[], "standing") AS "rank"
        FROM stood WHERE ${stands(query)}
      ) s WHERE ${conditions.length === 0 ? Prisma.sql`true` : Prisma.join(conditions, ' AND ')}
      ORDER BY s."rank", s."productId" LIMIT ${limit + 1}
    )
    SELECT s."productId", s."standing", s."code", s."reasons", s."rank", p."title",
      coalesce(p."s3ImageUrl", p."imageUrl") AS "imageUrl", p."priceAmount"::float8 AS "amount",
      p."priceCurrency" AS "currency", p."priceText", p."correctedPrice" IS NOT NULL AS "priceCorrected", p."category",
      p."correctedCategory" IS NOT NULL AS "categoryCorrected", p."hiddenAt" IS NOT NULL AS "hidden",
      p."lastHydratedAt" AS "lastReadAt", f."sellerNote", a."note" AS "appealNote", a."createdAt" AS "appealedAt",
      a."outcome" AS "appealOutcome"
    FROM chosen s JOIN "products" p ON p."productId" = s."productId"
    LEFT JOIN "appeals" a ON a."productId" = p."productId" AND a."contentHash" = p."contentHash"
    LEFT JOIN LATERAL (
      SELECT f."sellerNote" FROM "fixRequests" f
      WHERE f."productId" = p."productId" AND f."contentHash" = p."contentHash" AND f."answeredAt" IS NULL
        AND f."withdrawnAt" IS NULL ORDER BY f."createdAt" DESC LIMIT 1
    ) f ON true
    ORDER BY s."rank", s."productId"`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    products: page.map(toShopProduct),
    next: rows.length > limit && last ? `${last.rank}.${last.productId}` : null,
  };
}

/** Of live products. */
function lacks({ why }: ShopQuery): Prisma.Sql {
  if (why === undefined || !isShortcoming(why)) return Prisma.sql`true`;
  return Prisma.sql`p."isListed" AND ${SHORTCOMING[why]}`;
}

/** Of what is not shown: a reason that holds, or a cause, by all codes that it has. */
function stands({ why }: ShopQuery): Prisma.Sql {
  if (why === undefined || isShortcoming(why)) return Prisma.sql`true`;
  if (isCause(why)) return Prisma.sql`"standing" IN ('fix', 'failed') AND ${hasCause(why)}`;
  return why === 'other'
    ? Prisma.sql`"standing" = 'rejected' AND ("reasons" = '{}' OR 'other' = ANY("reasons"))`
    : Prisma.sql`"standing" = 'rejected' AND ${why} = ANY("reasons")`;
}

function hasCause(cause: Cause): Prisma.Sql {
  const codes = codesOf(cause);
  if (cause === 'ours')
    return Prisma.sql`NOT (COALESCE("code", '') = ANY(${codes}::text[]) OR COALESCE("code", '') LIKE 'http\\_%')`;
  const named = Prisma.sql`"code" = ANY(${codes}::text[])`;
  return cause === 'whatsapp' ? Prisma.sql`(${named} OR "code" LIKE 'http\\_%')` : named;
}

function toShopProduct(row: Row): ShopProduct {
  const { amount, currency, appealNote, appealedAt, appealOutcome, rank: _rank, ...product } = row;
  return {
    ...product,
    price: amount === null || currency === null ? null : { amount, currency },
    appeal:
      appealNote === null || appealedAt === null ? null : { note: appealNote, at: appealedAt, outcome: appealOutcome },
  };
}
