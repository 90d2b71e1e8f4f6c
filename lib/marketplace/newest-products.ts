import type { Pool } from 'pg';
import { Prisma } from '@/lib/platform/prisma-client/client';
import { queryRows } from '@/lib/platform/query-rows';
import {
  decodeFeedCursor,
  decodeTurnCursor,
  encodeFeedCursor,
  encodeTurnCursor,
  type FeedPosition,
  type TurnPosition,
} from './cursor';
import { epochMs } from './live-products';
import type { Paging } from './product-filters';
import { byTurn, chooseNewest, inTurns, type ListedProduct, type NewestAsked, type TurnPlace } from './seller-turns';

/** A product of a page, and where the next page starts when this product ends one. */
export interface Place {
  productId: string;
  cursor: string;
}

/** One product more than the page has, so that it is known whether there is a next one. Errors: `invalid_cursor`. */
export async function newestFirst(pool: Pool, where: Prisma.Sql, { cursor, limit }: Paging): Promise<Place[]> {
  const after = cursor === undefined ? Prisma.empty : isAfter(decodeFeedCursor(cursor));
  const rows = await readNewest(pool, Prisma.sql`${where} ${after}`, limit + 1);
  return rows.map(({ productId, listedAt }) => ({ productId, cursor: encodeFeedCursor({ listedAt, productId }) }));
}

/**
 * The newest few hundred with their sellers in turn, then all others by age. What is listed while somebody pages is
 * left to who comes later: the pages go by what was the newest on the first of them. As newestFirst in all else.
 */
export async function sellersInTurn(pool: Pool, where: Prisma.Sql, { cursor, limit }: Paging): Promise<Place[]> {
  const at = cursor === undefined ? null : decodeTurnCursor(cursor);
  const known = at === null ? where : Prisma.sql`${where} AND ${LISTED} <= ${position(at.newest)}`;
  const chosen = await chooseNewest((asked) => readOfEachSeller(pool, known, asked));
  const newest = at?.newest ?? chosen[0];
  if (newest === undefined) return [];
  const arranged = inTurns(chosen).filter((place) => at === null || isBehind(at, place));
  const missing = limit + 1 - arranged.length;
  const rest = Prisma.sql`${known} AND p."productId" <> ALL(${chosen.map(({ productId }) => productId)})
    ${at?.turn === null ? isAfter(at) : Prisma.empty}`;
  const others = missing <= 0 ? [] : await readNewest(pool, rest, missing);
  return [...arranged, ...others.map((product) => ({ ...product, turn: null }))]
    .slice(0, limit + 1)
    .map((place) => ({ productId: place.productId, cursor: encodeTurnCursor({ ...place, newest }) }));
}

const isBehind = ({ turn, listedAt, productId }: TurnPosition, place: TurnPlace): boolean =>
  turn !== null && byTurn({ turn, listedAt, productId }, place) < 0;

const LISTED = Prisma.sql`(p."listedAt", p."productId")`;
const position = ({ listedAt, productId }: FeedPosition) =>
  Prisma.sql`(${new Date(listedAt)}::timestamptz, ${productId}::text)`;
const isAfter = (at: FeedPosition) => Prisma.sql`AND ${LISTED} < ${position(at)}`;

/** As the index `products_newest_idx` has them. */
const newestOf = (where: Prisma.Sql, limit: number) => Prisma.sql`
  SELECT p."productId", p."sellerPhone", p."listedAt" FROM "products" p WHERE ${where}
  ORDER BY p."listedAt" DESC, p."productId" DESC LIMIT ${limit}`;
const IN_MS = Prisma.raw(epochMs('"listedAt"'));

function readNewest(pool: Pool, where: Prisma.Sql, limit: number): Promise<ListedProduct[]> {
  return queryRows<ListedProduct>(
    pool,
    Prisma.sql`SELECT "productId", "sellerPhone", ${IN_MS} AS "listedAt" FROM (${newestOf(where, limit)}) AS newest`,
  );
}

async function readOfEachSeller(pool: Pool, where: Prisma.Sql, { among, ofASeller, without }: NewestAsked) {
  const others = without.length === 0 ? where : Prisma.sql`${where} AND p."sellerPhone" <> ALL(${without})`;
  const products = await queryRows<ListedProduct & { looked: number }>(
    pool,
    Prisma.sql`
      SELECT "productId", "sellerPhone", ${IN_MS} AS "listedAt", "looked" FROM (
        SELECT newest.*, count(*) OVER ()::int AS "looked",
          row_number() OVER (PARTITION BY "sellerPhone" ORDER BY "listedAt" DESC, "productId" DESC) AS "place"
        FROM (${newestOf(others, among)}) AS newest) AS counted
      WHERE "place" <= ${ofASeller} ORDER BY "listedAt" DESC, "productId" DESC`,
  );
  return { products, more: products[0]?.looked === among };
}
