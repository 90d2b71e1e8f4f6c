import type { Pool } from 'pg';
import type { Prisma } from '@/lib/platform/prisma-client/client';

export interface MeasuredLikeness {
  space: string;
  /** lib/search/likeness.ts; null: too few products to tell. */
  floor: number | null;
  photos: number;
  /** How many products there were to measure with. */
  products: number;
}

/** So many times as many products, or as few, may lie otherwise in their space. */
const CHANGED = 1.5;

/** The floor of this space; null while nobody has measured it. */
export async function readLikenessFloor(pool: Pool, space: string): Promise<number | null> {
  const { rows } = await pool.query<{ floor: number | null }>({ name: 'likeness-floor', text: FLOOR, values: [space] });
  return rows[0]?.floor ?? null;
}

const FLOOR = `SELECT "floor" FROM "likenessFloors" WHERE "space" = $1`;

export interface MeasurableProduct {
  productId: string;
  url: string;
}

/**
 * Products to measure with, the same ones as long as they are there; none while what was measured still holds: it is
 * a day old at most, and of about as many products.
 */
export async function productsToMeasure(
  db: Prisma.TransactionClient,
  space: string,
  { most, fewest, now = new Date() }: { most: number; fewest: number; now?: Date },
): Promise<{ products: number; sample: MeasurableProduct[] }> {
  const products = await db.product.count({ where: MEASURABLE });
  const known = await db.likenessFloor.findUnique({ where: { space } });
  if (products < fewest || (known !== null && stillHolds(known, products, now))) return { products, sample: [] };
  const sample = await db.$queryRaw<MeasurableProduct[]>`
    SELECT "productId", "s3ImageUrl" AS "url" FROM "products"
    WHERE "isListed" AND "s3ImageUrl" IS NOT NULL ORDER BY md5("productId") LIMIT ${most}`;
  return { products, sample };
}

const MEASURABLE = { isListed: true, s3ImageUrl: { not: null } };
const DAY_MS = 86_400_000;

function stillHolds(known: { products: number; measuredAt: Date }, products: number, now: Date): boolean {
  const [fewer, more] = [products, known.products].toSorted((a, b) => a - b) as [number, number];
  return more < fewer * CHANGED && now.getTime() - known.measuredAt.getTime() < DAY_MS;
}

export async function saveLikenessFloor(
  db: Prisma.TransactionClient,
  { space, ...measured }: MeasuredLikeness,
): Promise<void> {
  const row = { ...measured, measuredAt: new Date() };
  await db.likenessFloor.upsert({ where: { space }, create: { space, ...row }, update: row });
}
