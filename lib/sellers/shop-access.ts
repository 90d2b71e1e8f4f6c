import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Prisma, type PrismaClient } from '@/lib/platform/prisma-client/client';

/**
 * holder: pasted the shop's link, and sees how it fares. owner: has shown that the number is theirs, and may change
 * things.
 */
export type ShopLevel = 'holder' | 'owner';

/** What one device (or API client) may do with one shop. */
export interface ShopAccess {
  sellerId: string;
  phone: string;
  level: ShopLevel;
  keyHash: string;
}

/** 256 random bits in base64url. */
const SHOP_KEY = /^[\w-]{43}$/;

/** What a device is known by. It stays on the device; rows hold its hash. */
export const makeShopKey = (): string => randomBytes(32).toString('base64url');

export const isShopKey = (text: string): boolean => SHOP_KEY.test(text);

export const hashShopKey = (key: string): string => createHash('sha256').update(key).digest('hex');

/** A device that is not used for so long has forgotten its shops: phones are sold, and numbers given to others. */
const FORGOTTEN_AFTER_DAYS = 180;

/** Of a key `k`. */
export const KEY_COUNTS = Prisma.sql`
  k."lastUsedAt" > clock_timestamp() - make_interval(days => ${FORGOTTEN_AFTER_DAYS})`;

/** Makes a device a holder of these sellers' shops; what it is already it stays. Sellers without a row are left out. */
export async function holdShops(db: Prisma.TransactionClient, keyHash: string, phones: string[]): Promise<void> {
  if (phones.length === 0) return;
  // Locked, in the order of their phones: somebody may be erased meanwhile, or be pasted twice at once.
  await db.$executeRaw`
    WITH shops AS MATERIALIZED (
      SELECT s."phone" FROM "sellers" s WHERE s."phone" = ANY(${phones}) ORDER BY s."phone" FOR KEY SHARE
    )
    INSERT INTO "shopKeys" AS k ("id", "sellerPhone", "keyHash")
    SELECT gen_random_uuid(), "phone", ${keyHash} FROM shops ORDER BY "phone"
    ON CONFLICT ("keyHash", "sellerPhone") DO UPDATE SET "lastUsedAt" = clock_timestamp(),
      "provenAt" = CASE WHEN ${KEY_COUNTS} THEN k."provenAt" END`;
}

/** Null: the device holds no such shop. */
export async function readShopAccess(
  db: Prisma.TransactionClient,
  key: string | null,
  sellerId: string,
): Promise<ShopAccess | null> {
  if (key === null || !isShopKey(key) || !z.uuid().safeParse(sellerId).success) return null;
  const keyHash = hashShopKey(key);
  const [row] = await db.$queryRaw<{ phone: string; isProven: boolean; isStale: boolean }[]>`
    SELECT s."phone", k."provenAt" IS NOT NULL AS "isProven",
      k."lastUsedAt" < clock_timestamp() - interval '1 day' AS "isStale"
    FROM "sellers" s JOIN "shopKeys" k ON k."sellerPhone" = s."phone" AND k."keyHash" = ${keyHash}
    WHERE s."id" = ${sellerId}::uuid AND ${KEY_COUNTS}`;
  if (row === undefined) return null;
  if (row.isStale) await holdShops(db, keyHash, [row.phone]);
  return { sellerId, phone: row.phone, level: row.isProven ? 'owner' : 'holder', keyHash };
}

/** The device does not know the shop any more. Others that hold it keep it. False: it did not before. */
export async function forgetShop(db: PrismaClient, { keyHash, phone }: ShopAccess): Promise<boolean> {
  const where = { keyHash, sellerPhone: phone };
  const [, { count }] = await db.$transaction([db.shopProof.deleteMany({ where }), db.shopKey.deleteMany({ where })]);
  return count > 0;
}
