import type { BrowserContext } from '@playwright/test';
import { Client } from 'pg';
import { hashShopKey, makeShopKey } from '@/lib/sellers/shop-access';

/** A shop that has something of everything, and the keys of two devices that hold it. */
export interface HeldShop {
  sellerId: string;
  /** Whose shop neither device holds. */
  otherSellerId: string;
  live: string;
  rejected: string;
  /** Of any shop. */
  flagged: string;
  holderKey: string;
  /** Of the device that has proven it. */
  ownerKey: string;
}

/** Has a browser keep a device's key. */
export const keepShopKey = (context: BrowserContext, url: string, key: string): Promise<void> =>
  context.addCookies([{ name: 'soko_shops', value: key, url, httpOnly: true }]);

/** Makes the keys; proving is another story. */
export async function holdShop(databaseUrl: string): Promise<HeldShop> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Omit<HeldShop, 'otherSellerId' | 'holderKey' | 'ownerKey'> & { phone: string }>(
      `SELECT s."id" AS "sellerId", s."phone",
        min(p."productId") FILTER (WHERE p."isListed" AND p."priceAmount" IS NOT NULL) AS "live",
        min(p."productId") FILTER (WHERE p."qcStatus" = 'rejected' AND p."isActive") AS "rejected",
        (SELECT min("productId") FROM "products" WHERE "qcStatus" = 'flagged' AND "isActive") AS "flagged"
       FROM "sellers" s JOIN "products" p ON p."sellerPhone" = s."phone" GROUP BY s."id", s."phone"
       ORDER BY count(*) FILTER (WHERE p."qcStatus" = 'flagged') DESC, s."phone"`,
    );
    const shop = rows.find(({ live, rejected }) => live && rejected);
    const other = rows.find((row) => row !== shop);
    if (!shop || !other) throw new Error('no shop has both a live and a rejected product, or there is no other');
    const { phone, ...shown } = shop;
    const [holderKey, ownerKey] = [makeShopKey(), makeShopKey()];
    await client.query(
      `INSERT INTO "shopKeys" ("sellerPhone", "keyHash", "provenAt") VALUES ($1, $2, NULL), ($1, $3, now())`,
      [phone, hashShopKey(holderKey), hashShopKey(ownerKey)],
    );
    return { ...shown, otherSellerId: other.sellerId, holderKey, ownerKey };
  } finally {
    await client.end();
  }
}
