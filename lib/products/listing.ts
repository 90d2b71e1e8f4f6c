import { Prisma } from '@/lib/platform/prisma-client/client';
import type { VectorEntry, VectorStore } from '@/lib/vectors/vector-store';
import { readVector } from './save-embeddings';

/**
 * Which sellers' approved products go live: all, those who have shown that the number is theirs, those an admin let in.
 */
export type ListingPolicy = 'open' | 'proven' | 'approved';

export interface ListingDeps {
  db: Prisma.TransactionClient;
  vectors: Pick<VectorStore, 'space' | 'upsert' | 'remove'>;
  listingPolicy: ListingPolicy;
}

export interface ListingChange {
  listed: string[];
  unlisted: string[];
}

/** A change of mind while the store was being written is written again this often; after that tidy-up repairs it. */
const ROUNDS = 3;

/**
 * Decides anew whether products are live (active, approved for the content they have, embedded in the store's space,
 * not hidden, their seller not held, allowed by the policy) and makes the vector store say the same. The only code
 * that lists; changed words (save-page.ts), a held seller (hold-seller.ts) and an erasure hide by themselves. Safe to
 * call at any time.
 */
export async function recomputeListing(deps: ListingDeps, productIds: string[]): Promise<ListingChange> {
  const ids = [...new Set(productIds)];
  if (ids.length === 0) return { listed: [], unlisted: [] };
  const change = await decide(deps, ids);
  // Two writers may reach the store in another order than the database: look whether what was written still holds.
  let written = await writeToStore(deps, ids);
  for (let round = 1; round < ROUNDS; round++) {
    const listed = new Set(await readListed(deps.db, ids));
    const differing = ids.filter((id) => listed.has(id) !== written.has(id));
    if (differing.length === 0) break;
    written = new Set([
      ...(await writeToStore(deps, differing)),
      ...[...written].filter((id) => !differing.includes(id)),
    ]);
  }
  return change;
}

async function decide({ db, vectors, listingPolicy }: ListingDeps, ids: string[]): Promise<ListingChange> {
  const rows = await db.$queryRaw<{ productId: string; isListed: boolean }[]>`
    WITH held AS MATERIALIZED (
      SELECT p."productId" FROM "products" p WHERE p."productId" = ANY(${ids}::text[])
      ORDER BY p."productId" FOR NO KEY UPDATE OF p
    ), changed AS (
      UPDATE "products" p SET "isListed" = NOT p."isListed",
        "listedAt" = CASE WHEN p."isListed" OR ${WAS_LISTED} THEN p."listedAt" ELSE clock_timestamp() END,
        "updatedAt" = clock_timestamp()
      FROM "sellers" s, held h
      WHERE p."productId" = h."productId" AND s."phone" = p."sellerPhone"
        AND p."isListed" <> ${liveCondition(vectors.space, listingPolicy)}
      RETURNING p."productId", p."isListed", p."sellerPhone", ${firstReason(vectors.space)} AS "why"
    ), logged AS (
      INSERT INTO "catalogSyncLogs" ("productId", "sellerPhone", "eventType", "code")
      SELECT "productId", "sellerPhone", CASE WHEN "isListed" THEN 'listed' ELSE 'unlisted' END,
        CASE WHEN "isListed" THEN NULL ELSE "why" END
      FROM changed
    )
    SELECT "productId", "isListed" FROM changed`;
  return {
    listed: rows.filter((row) => row.isListed).map((row) => row.productId),
    unlisted: rows.filter((row) => !row.isListed).map((row) => row.productId),
  };
}

/** SQL: what a product `p` has now was live before. Whoever hides and shows it again does not make it new. */
const WAS_LISTED = Prisma.sql`COALESCE(p."listedAt" > (SELECT min(r."createdAt") FROM "qualityReviews" r
  WHERE r."productId" = p."productId" AND r."contentHash" = p."contentHash"), false)`;

/** Of a product `p` and its seller `s`. */
function liveCondition(space: string, policy: ListingPolicy): Prisma.Sql {
  return Prisma.sql`COALESCE(p."isActive" AND p."qcStatus" = 'approved' AND p."qcContentHash" = p."contentHash"
    AND p."hiddenAt" IS NULL
    AND COALESCE(s."pausedAt", s."suspendedAt", s."eraseAt") IS NULL
    AND CASE ${policy}::text WHEN 'open' THEN true WHEN 'proven' THEN s."ownershipProvenAt" IS NOT NULL
      WHEN 'approved' THEN s."approvedAt" IS NOT NULL ELSE false END AND ${hasVector(space)}, false)`;
}

const hasVector = (space: string) => Prisma.sql`EXISTS (SELECT FROM "productEmbeddings" e
  WHERE e."productId" = p."productId" AND e."space" = ${space} AND e."contentHash" = p."contentHash")`;

/** Why a product that is not live is not, as lib/products/why-not-live.ts has it; the first of several reasons. */
function firstReason(space: string): Prisma.Sql {
  return Prisma.sql`CASE WHEN s."eraseAt" IS NOT NULL THEN 'seller_erasing'
    WHEN s."suspendedAt" IS NOT NULL THEN 'seller_suspended' WHEN s."pausedAt" IS NOT NULL THEN 'seller_paused'
    WHEN p."hiddenAt" IS NOT NULL THEN 'hidden' WHEN NOT p."isActive" THEN 'gone'
    WHEN p."qcStatus" IN ('rejected', 'flagged') AND p."qcContentHash" = p."contentHash" THEN p."qcStatus"::text
    WHEN p."qcStatus" <> 'approved' OR p."contentHash" IS NULL OR p."qcContentHash" IS DISTINCT FROM p."contentHash"
    THEN 'not_judged'
    WHEN NOT ${hasVector(space)} THEN 'not_embedded' ELSE 'policy' END`;
}

/**
 * Products whose row does not say what it should: a process died between a decision and its listing, or the policy
 * changed.
 */
export async function readMislisted({ db, vectors, listingPolicy }: ListingDeps, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ productId: string }[]>`
    SELECT p."productId" FROM "products" p JOIN "sellers" s ON s."phone" = p."sellerPhone"
    WHERE p."isListed" <> ${liveCondition(vectors.space, listingPolicy)} ORDER BY p."productId" LIMIT ${limit}`;
  return rows.map((row) => row.productId);
}

async function readListed(db: Prisma.TransactionClient, ids: string[]): Promise<string[]> {
  const rows = await db.product.findMany({
    where: { productId: { in: ids }, isListed: true },
    select: { productId: true },
  });
  return rows.map((row) => row.productId);
}

/** Makes a store say of these products what the database says. Returns which are in it now. */
export async function writeToStore(
  { db, vectors }: Pick<ListingDeps, 'db' | 'vectors'>,
  ids: string[],
): Promise<Set<string>> {
  const entries = await readEntries(db, vectors.space, ids);
  const listed = new Set(entries.map((entry) => entry.productId));
  const others = ids.filter((id) => !listed.has(id));
  if (entries.length > 0) await vectors.upsert(entries);
  if (others.length > 0) await vectors.remove(others);
  return listed;
}

/** The listed ones among the products, as the vector store takes them. */
async function readEntries(db: Prisma.TransactionClient, space: string, ids: string[]): Promise<VectorEntry[]> {
  const rows = await db.product.findMany({
    where: { productId: { in: ids }, isListed: true },
    select: {
      productId: true,
      sellerPhone: true,
      category: true,
      priceAmount: true,
      priceCurrency: true,
      contentHash: true,
      embeddings: { where: { space }, select: { vector: true, contentHash: true } },
    },
  });
  return rows.flatMap(({ productId, contentHash, embeddings: [made], priceAmount, ...attributes }) =>
    made === undefined || made.contentHash !== contentHash
      ? []
      : {
          productId,
          vector: readVector(made.vector),
          attributes: { ...attributes, priceAmount: priceAmount?.toNumber() ?? null },
        },
  );
}
