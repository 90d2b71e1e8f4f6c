import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { RememberingObjects } from '@/e2e/pipeline/remembering-objects';
import { createTestDatabase, type TestDatabase } from '@/e2e/support/test-database';
import { contentKey } from '@/lib/media/content-key';
import { createDatabase, type Database } from '@/lib/platform/db';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { hashImage } from '@/lib/products/content-hash';
import { makeEmbeddedProduct } from '@/lib/products/products-for-tests';
import { type PersistDeps, persistProduct } from './persist-product';

const sellerPhone = '254711000089';
const BYTES = Buffer.from('the approved picture');
const KEY = contentKey(BYTES, 'image/jpeg');
const imageHash = hashImage(BYTES);
const ref = { syncRunId: null, productId: '1', sellerPhone };
let testDatabase: TestDatabase;
let database: Database;
let db: PrismaClient;
let objects: RememberingObjects;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = createDatabase(testDatabase.url);
  db = database.prisma;
});
beforeEach(async () => {
  await db.seller.deleteMany();
  objects = new RememberingObjects();
  const { contentHash } = await makeEmbeddedProduct(db, { productId: '1', sellerPhone, imageHash });
  await db.product.updateMany({ data: { qcStatus: 'approved', qcContentHash: contentHash } });
});
afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
});

/** `meanwhile`: what happens between the picture's check and its being stored. */
function depsWith(meanwhile: () => Promise<unknown>): PersistDeps {
  return {
    db,
    source: {
      readPage: () => Promise.reject(new Error('the link works')),
      readPicture: async () => ({ kind: 'picture', bytes: BYTES }),
    },
    prepareForStorage: async (body) => {
      await meanwhile();
      return { key: KEY, body, contentType: 'image/jpeg' };
    },
    objects,
    report: { product: () => {}, timed: (_, work) => work() },
  };
}
const nothing = async () => {};

describe('an approved picture', () => {
  test('is stored', async () => {
    await persistProduct(depsWith(nothing), ref);
    expect(objects.urls()).toEqual([`/media/${KEY}`]);
  });

  test.each([
    ['hidden', () => db.product.updateMany({ data: { isActive: false } })],
    ['erased with its seller', () => db.seller.deleteMany()],
    ['given another picture', () => db.product.updateMany({ data: { imageHash: 'another' } })],
  ])('of a product that is %s meanwhile is not left behind', async (_, meanwhile) => {
    await expect(persistProduct(depsWith(meanwhile), ref)).rejects.toMatchObject({ code: 'picture_changed' });
    expect(objects.urls()).toEqual([]);
  });

  test('stays when another product shows the very same', async () => {
    await makeEmbeddedProduct(db, { productId: '2', sellerPhone, imageHash });
    await db.product.update({ where: { productId: '2' }, data: { s3ImageUrl: `/media/${KEY}` } });
    const hidden = () => db.product.update({ where: { productId: '1' }, data: { isActive: false } });
    await expect(persistProduct(depsWith(hidden), ref)).rejects.toMatchObject({ code: 'picture_changed' });
    expect(objects.urls()).toEqual([`/media/${KEY}`]);
  });
});
