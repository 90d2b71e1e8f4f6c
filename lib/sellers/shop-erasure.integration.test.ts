import { beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { findSellerCard } from '@/lib/marketplace/seller-card';
import { writeAudit } from '@/lib/platform/audit';
import { recomputeListing } from '@/lib/products/listing';
import { makeEmbeddedProduct, RememberingVectors } from '@/lib/products/products-for-tests';
import { applyReviewsInForce, recordReview } from '@/lib/products/reviews';
import { openListedRun } from '@/lib/syncs/open-run';
import { writeSyncLogs } from '@/lib/syncs/sync-log';
import { changeProduct } from './change-product';
import { type EraseDeps, eraseSeller } from './erase-seller';
import { nameShop } from './name-shop';
import { holdShops } from './shop-access';
import { askErasure, readDueErasures, UNDO_MS, undoErasure } from './shop-erasure';

const PHONE = '254712345678';
const OTHER = '254722000111';
const ID = '5826448410763231';
const TITLE = 'Kitenge of the erased';
const BUSINESS = 'Erased Fabrics';
const SHOP = 'The Erased Shop';
const NOTE = 'I beg to be shown';

const database = useTestDatabase({ emptyBeforeEach: true });
const { prisma: db } = database;
let vectors: RememberingVectors;
let stored: Map<string, string>;
let eraseDeps: EraseDeps;
let shop: { sellerId: string; phone: string };

beforeEach(async () => {
  vectors = new RememberingVectors();
  stored = new Map([[`products/${ID}.jpg`, TITLE]]);
  eraseDeps = {
    ...{ db, vectors, phoneKey: Buffer.from('phones'), erasedBy: 'eraser' },
    objects: {
      get: async () => null,
      remove: async (keys) => void keys.map((key) => stored.delete(key)),
      publicUrl: (key) => `/media/${key}`,
    },
    objectKey: (url) => url.replace('/media/', ''),
    eraseEvents: async () => {},
  };
  await made(ID, PHONE, { title: TITLE, businessName: BUSINESS });
  await made('7', OTHER, {});
  const { id } = await db.seller.findUniqueOrThrow({ where: { phone: PHONE } });
  shop = { sellerId: id, phone: PHONE };
});

async function made(productId: string, sellerPhone: string, page: { title?: string; businessName?: string }) {
  const { contentHash } = await makeEmbeddedProduct(db, { productId, sellerPhone, page });
  const review = {
    source: 'model' as const,
    reviewer: 'm',
    confidence: 0.9,
    category: 'shoes',
    note: `About ${page.title}`,
  };
  await recordReview(db, { productId, contentHash, decision: 'approved', problems: [], ...review });
  await applyReviewsInForce(db, [productId]);
  await relist([productId]);
}

const relist = (ids: string[]) => recomputeListing({ db, vectors, listingPolicy: 'open' }, ids);
const deps = { db, relist };
const listed = () => db.product.findMany({ where: { isListed: true }, select: { productId: true } });
const after = (ms: number) => new Date(Date.now() + ms);

/** Every table that says any of it, by needle. */
async function saying(needles: string[]): Promise<string[]> {
  const { rows: tables } = await database.pool.query<{ name: string }>(
    `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    for (const needle of needles) {
      const { rowCount } = await database.pool.query(`SELECT FROM ${name} AS t WHERE strpos(t::text, $1) > 0`, [
        needle,
      ]);
      if (rowCount) found.push(`${name}: ${needle}`);
    }
  }
  return found;
}

test('asked for, nothing of it is seen; taken back within a day, all is as it was', async () => {
  const { changed, eraseAt } = await askErasure(deps, shop);
  expect(changed).toBe(true);
  expect(new Date(eraseAt).getTime()).toBeGreaterThan(after(UNDO_MS - 60_000).getTime());
  expect(await listed()).toEqual([{ productId: '7' }]);
  expect(vectors.entries.has(ID)).toBe(false);
  expect(await findSellerCard(db, shop.sellerId)).toBeNull();
  // Who asks again keeps the first time.
  expect(await askErasure(deps, shop, after(3_600_000))).toEqual({ changed: false, eraseAt });
  expect(await undoErasure(deps, shop)).toEqual({ changed: true });
  expect(await listed()).toHaveLength(2);
  expect(vectors.entries.has(ID)).toBe(true);
  expect(await readDueErasures(db, 10, after(2 * UNDO_MS))).toEqual([]);
});

test('its day over, it is due, and cannot be taken back', async () => {
  await askErasure(deps, shop);
  expect(await readDueErasures(db, 10, after(UNDO_MS - 60_000))).toEqual([]);
  expect(await readDueErasures(db, 10, after(UNDO_MS + 180_000))).toEqual([PHONE]);
  await expect(undoErasure(deps, shop, after(UNDO_MS + 1_000))).rejects.toMatchObject({ code: 'erasure_begun' });
});

test('nothing but the keyed hash of the number stays: rows, vectors, pictures, logs and records', async () => {
  await db.product.update({ where: { productId: ID }, data: { s3ImageUrl: `/media/products/${ID}.jpg` } });
  await holdShops(db, 'k'.repeat(64), [PHONE]);
  await changeProduct(deps, shop, ID, { action: 'price', amount: 77, currency: 'KES' });
  await nameShop(db, shop, SHOP);
  await db.product.update({ where: { productId: ID }, data: { qcStatus: 'rejected' } });
  await changeProduct(deps, shop, ID, { action: 'appeal', note: NOTE });
  const products = [
    { productId: ID, sellerPhone: PHONE },
    { productId: '7', sellerPhone: OTHER },
  ];
  const { syncRunId } = await openListedRun(db, { kind: 'heartbeat', sellerPhone: null, products });
  await writeSyncLogs(db, [{ syncRunId, productId: ID, sellerPhone: PHONE, eventType: 'hydrate_429' }]);
  await writeAudit(db, {
    ...{ actorId: 'amina', action: 'review.rejected', subject: `product:${ID}`, detail: { note: TITLE } },
  });
  const named = { kind: 'items', items: [{ productId: ID, title: TITLE }] };
  await db.$executeRaw`
    INSERT INTO "reviewBatches" ("id", "actorId", "selection") VALUES
      (gen_random_uuid(), 'amina', ${JSON.stringify(named)}::jsonb),
      (gen_random_uuid(), 'amina', ${JSON.stringify({ kind: 'all', query: { seller: PHONE } })}::jsonb)`;
  await askErasure(deps, shop);

  const needles = [PHONE, ID, TITLE, BUSINESS, SHOP, NOTE, shop.sellerId];
  expect((await saying(needles)).length).toBeGreaterThan(10);
  for (const phone of await readDueErasures(db, 10, after(UNDO_MS + 180_000))) await eraseSeller(eraseDeps, phone);
  expect(await saying(needles)).toEqual([]);
  expect([...vectors.entries.keys()]).toEqual(['7']);
  expect([...stored]).toEqual([]);
  expect(await db.sellerOptOut.count()).toBe(1);
  // That a moderator decided stays on record; whose product it was does not.
  expect(await db.auditLog.findFirst({ where: { action: 'review.rejected' } })).toMatchObject({
    ...{ actorId: 'amina', subject: expect.stringMatching(/^optOut:/), detail: null },
  });
});

test.each(['eraseEvents', 'objects', 'vectors'] as const)('killed at its %s, the next run ends it', async (at) => {
  await db.product.update({ where: { productId: ID }, data: { s3ImageUrl: `/media/products/${ID}.jpg` } });
  await askErasure(deps, shop);
  const killed = () => Promise.reject(new Error('killed'));
  const dying: EraseDeps = {
    ...eraseDeps,
    ...(at === 'eraseEvents' ? { eraseEvents: killed } : {}),
    ...(at === 'objects' ? { objects: { ...eraseDeps.objects, remove: killed } } : {}),
    ...(at === 'vectors' ? { vectors: { remove: killed } } : {}),
  };
  await expect(eraseSeller(dying, PHONE)).rejects.toThrow('killed');
  const due = await readDueErasures(db, 10, after(UNDO_MS + 180_000));
  expect(due).toEqual([PHONE]);
  for (const phone of due) await eraseSeller(eraseDeps, phone);
  expect(await saying([PHONE, ID, TITLE])).toEqual([]);
  expect([...stored]).toEqual([]);
});
