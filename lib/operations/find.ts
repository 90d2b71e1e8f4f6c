import { z } from 'zod';
import { readPastedLinks } from '@/lib/catalog/links';
import { readPhone } from '@/lib/platform/phone';
import { Prisma } from '@/lib/platform/prisma-client/client';
import { PRODUCT_ID } from '@/lib/products/ids.schema';

export interface FoundSeller {
  sellerId: string;
  phone: string;
  name: string | null;
}

export interface FoundProductRow {
  productId: string;
  title: string | null;
  sellerName: string | null;
  isListed: boolean;
}

export interface FoundRun {
  syncRunId: string;
  kind: string;
  sellerName: string | null;
}

export interface Found {
  sellers: FoundSeller[];
  products: FoundProductRow[];
  runs: FoundRun[];
}

/** Of each kind; who sees so many writes more. */
const MOST = 20;
const FEWEST_DIGITS = 4;

/**
 * What an admin may mean by a few characters: a product's number or link, a phone in any spelling, an id of a seller or
 * a run or its beginning, words of a shop's name or a product's title.
 */
export async function find(
  db: Prisma.TransactionClient,
  text: string,
  { whatsappOrigin }: { whatsappOrigin: string },
): Promise<Found> {
  const q = text.trim().slice(0, 500);
  if (q === '') return { sellers: [], products: [], runs: [] };
  const { products: linked, catalogues } = readPastedLinks(q, { whatsappOrigin });
  const ids = [...linked.map(({ productId }) => productId), ...(PRODUCT_ID.test(q) ? [q] : [])];
  const named = isNumber(q) ? null : q;
  const [sellers, byId, byWords, runs] = await Promise.all([
    findSellers(db, { phones: phonesOf(q, catalogues), name: named, id: uuidOf(q) }),
    findProducts(db, Prisma.sql`p."productId" = ANY(${ids}::text[])`),
    named === null || ids.length > 0 || catalogues.length > 0 ? [] : findByWords(db, named),
    findRuns(db, q),
  ]);
  return { sellers, products: [...byId, ...byWords], runs };
}

/** The one page that is meant, if only one can be. */
export function pageOf({ sellers, products, runs }: Found): string | null {
  if (sellers.length + products.length + runs.length !== 1) return null;
  const [seller, product, run] = [sellers[0], products[0], runs[0]];
  if (product) return `/admin/products/${product.productId}`;
  if (seller) return `/admin/sellers/${seller.sellerId}`;
  return run ? `/admin/syncs/${run.syncRunId}` : null;
}

const isNumber = (q: string): boolean => /^[\d\s()+.-]+$/.test(q);

const uuidOf = (q: string): string | null => z.uuid().safeParse(q.toLowerCase()).data ?? null;

/** How a phone may end: whole where its country is written, without it as people dial it at home. */
function phonesOf(q: string, catalogues: string[]): string[] {
  const read = readPhone(q);
  const digits = q.replace(/\D/g, '').replace(/^0+/, '');
  const dialled = isNumber(q) && !read.ok && digits.length >= FEWEST_DIGITS ? [digits] : [];
  const whole = read.ok && isNumber(q) ? [read.phone] : [];
  return [...catalogues, ...whole, ...dialled];
}

function findSellers(
  db: Prisma.TransactionClient,
  { phones, name, id }: { phones: string[]; name: string | null; id: string | null },
): Promise<FoundSeller[]> {
  const endings = phones.map((phone) => `%${phone}`);
  const like = name === null ? null : `%${name.replace(/[\\%_]/g, '\\$&')}%`;
  return db.$queryRaw<FoundSeller[]>`
    SELECT s."id"::text AS "sellerId", s."phone", COALESCE(s."displayName", s."name") AS "name" FROM "sellers" s
    WHERE s."phone" LIKE ANY(${endings}::text[]) OR s."id" = ${id}::uuid
      OR s."name" ILIKE ${like} OR s."displayName" ILIKE ${like}
    ORDER BY s."createdAt" DESC, s."id" LIMIT ${MOST}`;
}

function findProducts(
  db: Prisma.TransactionClient,
  which: Prisma.Sql,
  among = Prisma.sql`"products"`,
): Promise<FoundProductRow[]> {
  return db.$queryRaw<FoundProductRow[]>`
    SELECT p."productId", p."title", p."isListed", COALESCE(s."displayName", s."name", s."phone") AS "sellerName"
    FROM ${among} p JOIN "sellers" s ON s."phone" = p."sellerPhone"
    WHERE ${which} LIMIT ${MOST}`;
}

/** What a common word is met in soon: the index of words would first gather all that have it. */
const NEWEST = Prisma.sql`(SELECT * FROM "products" n WHERE n."isListed" AND n."listedAt" IS NOT NULL
  ORDER BY n."listedAt" DESC, n."productId" DESC LIMIT 400)`;

/** Every word of it, the last one as far as it is written; an index for what is live, and one for what is not. */
async function findByWords(db: Prisma.TransactionClient, words: string): Promise<FoundProductRow[]> {
  const query = Prisma.sql`(SELECT CASE WHEN cut = '' THEN NULL
      ELSE to_tsquery('simple', regexp_replace(cut, ' +', ' & ', 'g') || ':*') END
    FROM (SELECT trim("plainWords"(${words})) AS cut) c)`;
  const newest = await findProducts(db, Prisma.sql`p."searchWords" @@ ${query}`, NEWEST);
  if (newest.length >= MOST) return newest;
  const live = await findProducts(db, Prisma.sql`p."isListed" AND p."searchWords" @@ ${query}`);
  if (live.length >= MOST) return live;
  const hidden = await findProducts(db, Prisma.sql`NOT p."isListed" AND p."searchWords" @@ ${query}`);
  return [...live, ...hidden].slice(0, MOST);
}

/** An id, or at least the eight digits of it that lists show. */
function findRuns(db: Prisma.TransactionClient, q: string): Promise<FoundRun[]> {
  const start = q.toLowerCase();
  if (!/^[0-9a-f]{8}(-[0-9a-f-]*)?$/.test(start)) return Promise.resolve([]);
  const hex = start.replaceAll('-', '');
  if (hex.length > 32) return Promise.resolve([]);
  return db.$queryRaw<FoundRun[]>`
    SELECT r."id"::text AS "syncRunId", r."kind"::text,
      COALESCE(s."displayName", s."name", r."sellerPhone") AS "sellerName"
    FROM "syncRuns" r LEFT JOIN "sellers" s ON s."phone" = r."sellerPhone"
    WHERE r."id" BETWEEN ${hex.padEnd(32, '0')}::uuid AND ${hex.padEnd(32, 'f')}::uuid
    ORDER BY r."createdAt" DESC LIMIT ${MOST}`;
}
