import { Prisma } from '@/lib/platform/prisma-client/client';

/** A product that has a vector of its content in another space, and all that is needed to make one in this. */
export interface UnembeddedProduct {
  productId: string;
  sellerPhone: string;
  contentHash: string;
  cleanText: string | null;
  imageUrl: string | null;
  imageHash: string | null;
  s3ImageUrl: string | null;
  s3ImageHash: string | null;
}

/** Live products first: a swap waits for them alone. */
export interface Position {
  isListed: boolean;
  productId: string;
}
export const FIRST: Position = { isListed: true, productId: '' };
export const FIRST_NOT_LIVE: Position = { isListed: false, productId: '' };

const TRY_AGAIN_AFTER = Prisma.sql`interval '1 day'`;

/** Of a product `p`: it can be searched for in some space, so that its content is what was read last. */
const IS_EMBEDDED = Prisma.sql`p."isActive" AND EXISTS (SELECT FROM "productEmbeddings" e
  WHERE e."productId" = p."productId" AND e."contentHash" = p."contentHash")`;

const isEmbeddedIn = (space: string) => Prisma.sql`EXISTS (SELECT FROM "productEmbeddings" e
  WHERE e."productId" = p."productId" AND e."space" = ${space} AND e."contentHash" = p."contentHash")`;

/** Those after `from` that this space lacks, but for what failed within a day. */
export async function readUnembedded(
  db: Prisma.TransactionClient,
  space: string,
  { from, limit }: { from: Position; limit: number },
): Promise<UnembeddedProduct[]> {
  return db.$queryRaw<UnembeddedProduct[]>`
    SELECT p."productId", p."sellerPhone", p."contentHash", p."cleanText", p."imageUrl", p."imageHash",
      p."s3ImageUrl", p."s3ImageHash"
    FROM "products" p
    WHERE p."isListed" = ${from.isListed} AND p."productId" > ${from.productId}
      AND ${IS_EMBEDDED} AND NOT ${isEmbeddedIn(space)}
      AND NOT EXISTS (SELECT FROM "reindexFailures" f WHERE f."productId" = p."productId" AND f."space" = ${space}
        AND f."contentHash" = p."contentHash" AND f."at" > clock_timestamp() - ${TRY_AGAIN_AFTER})
    ORDER BY p."productId" LIMIT ${limit}`;
}

/** Whether it lacks any that has not failed within a day. */
export async function lacksAny(db: Prisma.TransactionClient, space: string): Promise<boolean> {
  for (const from of [FIRST, FIRST_NOT_LIVE])
    if ((await readUnembedded(db, space, { from, limit: 1 })).length > 0) return true;
  return false;
}

export interface FillCounts {
  /** That have a vector in any space. */
  products: number;
  /** Of those, that have one in this space. */
  embedded: number;
  live: number;
  liveEmbedded: number;
}

export async function countFilled(db: Prisma.TransactionClient, space: string): Promise<FillCounts> {
  const [row] = await db.$queryRaw<[FillCounts]>`
    SELECT count(*)::int AS "products", count(here."productId")::int AS "embedded",
      count(*) FILTER (WHERE p."isListed")::int AS "live",
      count(here."productId") FILTER (WHERE p."isListed")::int AS "liveEmbedded"
    -- Joined, not looked for one by one: they are nearly all.
    FROM "products" p LEFT JOIN "productEmbeddings" here ON here."productId" = p."productId"
      AND here."space" = ${space} AND here."contentHash" = p."contentHash"
    WHERE ${IS_EMBEDDED}`;
  return row;
}
