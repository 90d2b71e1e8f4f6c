import { FOLDER_ADDRESS } from '@/lib/media/picture-addresses';
import { Prisma } from '@/lib/platform/prisma-client/client';

/** Which products' pictures: those in the folder, or those that are somewhere else. */
export type PlaceName = 'folder' | 'bucket';

/** A stored picture as the products that show it name it. */
export interface ShownPicture {
  url: string;
  /** Names of its smaller copies, of all these products. */
  variants: string[];
}

const isIn = (place: PlaceName) =>
  place === 'folder'
    ? Prisma.sql`starts_with(p."s3ImageUrl", ${FOLDER_ADDRESS})`
    : Prisma.sql`NOT starts_with(p."s3ImageUrl", ${FOLDER_ADDRESS})`;

/** All of them, so many at a time in the addresses' order, whatever becomes of those that were given out. */
export async function* shownPictures(
  db: Prisma.TransactionClient,
  { place, limit }: { place: PlaceName; limit: number },
): AsyncGenerator<ShownPicture[]> {
  for (let after = ''; ; ) {
    const pictures = await readShownPictures(db, { place, after, limit });
    const last = pictures.at(-1);
    if (last === undefined) return;
    yield pictures;
    after = last.url;
  }
}

/** Those after the address. */
async function readShownPictures(
  db: Prisma.TransactionClient,
  { place, after, limit }: { place: PlaceName; after: string; limit: number },
): Promise<ShownPicture[]> {
  return db.$queryRaw<ShownPicture[]>`
    WITH shown AS MATERIALIZED (
      SELECT DISTINCT p."s3ImageUrl" AS "url" FROM "products" p
      WHERE p."s3ImageUrl" > ${after} AND ${isIn(place)} ORDER BY 1 LIMIT ${limit}
    )
    SELECT s."url", ARRAY(
      SELECT DISTINCT v FROM "products" p CROSS JOIN unnest(p."s3ImageVariants") v WHERE p."s3ImageUrl" = s."url"
    ) AS "variants"
    FROM shown s ORDER BY s."url"`;
}

export async function countPictures(db: Prisma.TransactionClient, place: PlaceName): Promise<number> {
  const [row] = await db.$queryRaw<{ count: bigint }[]>`
    SELECT count(DISTINCT p."s3ImageUrl") FROM "products" p WHERE p."s3ImageUrl" IS NOT NULL AND ${isIn(place)}`;
  return Number(row?.count ?? 0);
}

export interface MovedPicture extends ShownPicture {
  to: string;
  /** Whether all of its copies were moved, too; others are made again. */
  isWhole: boolean;
}

/**
 * Products show the pictures at their new addresses. Returns the old addresses that no product had any more, or whose
 * copies have changed since they were read: those were not moved.
 */
export async function saveMoved(db: Prisma.TransactionClient, moved: readonly MovedPicture[]): Promise<string[]> {
  const saved = await db.$queryRaw<{ url: string }[]>`
    WITH moved AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(moved)}::jsonb)
        AS m("url" text, "to" text, "variants" text[], "isWhole" boolean)
    ), held AS MATERIALIZED (
      SELECT p."productId", m."url", m."to", m."isWhole" FROM moved m
      JOIN "products" p ON p."s3ImageUrl" = m."url" AND p."s3ImageVariants" <@ m."variants"
      ORDER BY p."productId" FOR NO KEY UPDATE OF p
    )
    UPDATE "products" p SET "s3ImageUrl" = h."to",
      "s3ImageVariants" = CASE WHEN h."isWhole" THEN p."s3ImageVariants" ELSE '{}' END,
      "updatedAt" = clock_timestamp()
    FROM held h WHERE p."productId" = h."productId"
    RETURNING h."url"`;
  const urls = new Set(saved.map(({ url }) => url));
  return moved.flatMap(({ url }) => (urls.has(url) ? [] : [url]));
}
