import type { Pool } from 'pg';
import { hashShopKey, makeShopKey } from '@/lib/sellers/shop-access';

/** Two shops, and keys of devices that hold and own the first, and own the other. */
export interface ShopsToTry {
  /** Of the first. */
  sellerId: string;
  keys: { holder: string; owner: string; other: string };
  /** As they are to be, also after one has forgotten its shop. */
  hold(): Promise<void>;
  erase(): Promise<void>;
}

const [FIRST, OTHER] = ['254799990001', '254799990002'];

export async function shopsToTry(database: Pick<Pool, 'query'>): Promise<ShopsToTry> {
  const keys = { holder: makeShopKey(), owner: makeShopKey(), other: makeShopKey() };
  const { rows } = await database.query(
    `INSERT INTO "sellers" ("phone", "name", "updatedAt") VALUES ($1, 'Tried', now()), ($2, 'Another', now())
     ON CONFLICT ("phone") DO UPDATE SET "updatedAt" = now() RETURNING "id"::text`,
    [FIRST, OTHER],
  );
  const sellerId: string = rows[0].id;
  return {
    sellerId,
    keys,
    async hold() {
      await database.query(
        `INSERT INTO "shopKeys" ("id", "sellerPhone", "keyHash", "provenAt")
         SELECT gen_random_uuid(), phone, hash, CASE WHEN proven THEN now() END
         FROM unnest($1::text[], $2::text[], $3::boolean[]) AS k(phone, hash, proven)
         ON CONFLICT ("keyHash", "sellerPhone") DO UPDATE SET "provenAt" = EXCLUDED."provenAt"`,
        [[FIRST, FIRST, OTHER], [keys.holder, keys.owner, keys.other].map(hashShopKey), [false, true, true]],
      );
    },
    async erase() {
      await database.query('DELETE FROM "sellers" WHERE "phone" = ANY($1)', [[FIRST, OTHER]]);
    },
  };
}
