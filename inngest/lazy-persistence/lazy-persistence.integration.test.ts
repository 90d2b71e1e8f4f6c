import { beforeEach, describe, expect, test } from 'vitest';
import { RememberingObjects } from '@/e2e/pipeline/remembering-objects';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { contentKey } from '@/lib/media/content-key';
import { PictureShelf } from '@/lib/media/picture-shelf';
import { preparedAsIs } from '@/lib/media/pictures-for-tests';
import { AGAIN, SokoError } from '@/lib/platform/errors';
import { hashImage } from '@/lib/products/content-hash';
import { makeEmbeddedProduct } from '@/lib/products/products-for-tests';
import { removeUnshown } from '@/lib/products/remove-unshown';
import type { Pending } from '../product-stage/attempts';
import { attemptBatch } from '../product-stage/product-stage';
import { type LazyPersistenceDeps, lazyPersistence } from './lazy-persistence';

const sellerPhone = '254711000089';
const BYTES = Buffer.from('the approved picture');
const KEY = contentKey(BYTES, 'image/jpeg');
const imageHash = hashImage(BYTES);
const ref = { syncRunId: null, productId: '1', sellerPhone };
const { prisma: db } = useTestDatabase();
let objects: RememberingObjects;

beforeEach(async () => {
  await db.seller.deleteMany();
  objects = new RememberingObjects();
  const { contentHash } = await makeEmbeddedProduct(db, { productId: '1', sellerPhone, imageHash });
  await db.product.updateMany({ data: { qcStatus: 'approved', qcContentHash: contentHash } });
});

/** `meanwhile`: what happens between the picture's check and its being stored. */
function depsWith(meanwhile: () => Promise<unknown>): LazyPersistenceDeps {
  return {
    db,
    source: {
      readPage: () => Promise.reject(new Error('the link works')),
      readPicture: async () => ({ kind: 'picture', bytes: BYTES }),
    },
    shelf: new PictureShelf(),
    preparePicture: async (bytes) => {
      await meanwhile();
      return preparedAsIs(bytes);
    },
    objects,
    report: { product: () => {}, timed: (_, work) => work() },
  };
}
const nothing = async () => {};
const attempt = (deps: LazyPersistenceDeps, pending: Pending[], round = 0) =>
  attemptBatch(deps, lazyPersistence(deps), pending, { round, runId: 'one' });
const persist = (meanwhile: () => Promise<unknown>) => attempt(depsWith(meanwhile), [{ item: ref, attempts: 0 }]);
const lastLog = () => db.catalogSyncLog.findFirst({ orderBy: { id: 'desc' }, select: { eventType: true, code: true } });

describe('an approved picture', () => {
  test('is stored', async () => {
    expect(await persist(nothing)).toEqual({ events: [], retries: [] });
    expect(objects.urls()).toEqual([`/media/${KEY}`]);
  });

  test.each([
    ['hidden', () => db.product.updateMany({ data: { isActive: false } })],
    ['given another picture', () => db.product.updateMany({ data: { imageHash: 'another' } })],
  ])('of a product that is %s meanwhile is not left behind', async (_, meanwhile) => {
    expect(await persist(meanwhile)).toEqual({ events: [], retries: [] });
    expect(await lastLog()).toEqual({ eventType: 'lazy_persist_failed', code: 'picture_changed' });
    expect(objects.urls()).toEqual([]);
  });

  test('of a product erased meanwhile is not left behind, nor a line that names the seller', async () => {
    const erased = async () => {
      await db.seller.deleteMany();
      await db.catalogSyncLog.deleteMany();
    };
    expect(await persist(erased)).toEqual({ events: [], retries: [] });
    expect(await db.catalogSyncLog.count()).toBe(0);
    expect(objects.urls()).toEqual([]);
  });

  test('stays when another product shows the very same', async () => {
    await makeEmbeddedProduct(db, { productId: '2', sellerPhone, imageHash });
    await db.product.update({ where: { productId: '2' }, data: { s3ImageUrl: `/media/${KEY}` } });
    const hidden = () => db.product.update({ where: { productId: '1' }, data: { isActive: false } });
    await persist(hidden);
    expect(await lastLog()).toEqual({ eventType: 'lazy_persist_failed', code: 'picture_changed' });
    expect(objects.urls()).toEqual([`/media/${KEY}`]);
  });
});

describe('a batch', () => {
  const pendingOf = (productId: string, attempts = 0) => ({ item: { ...ref, productId }, attempts });

  test('whose store is away is tried again, each product four times', async () => {
    await makeEmbeddedProduct(db, { productId: '2', sellerPhone, imageHash });
    objects.failWith = new SokoError({ code: 'object_store_unavailable', message: 'away', retry: AGAIN });
    const { retries } = await attempt(depsWith(nothing), [pendingOf('1'), pendingOf('2')]);
    // The other one is not approved.
    expect(retries).toEqual([{ ...pendingOf('1', 1), afterMs: 10_000 }]);
    expect((await attempt(depsWith(nothing), [pendingOf('1', 4)], 4)).retries).toEqual([]);
    expect(await lastLog()).toEqual({ eventType: 'lazy_persist_failed', code: 'object_store_unavailable' });
  });

  test('goes on without the product that is damaged, or was erased', async () => {
    const { contentHash } = await makeEmbeddedProduct(db, { productId: '2', sellerPhone, imageHash });
    await db.product.update({
      where: { productId: '2' },
      data: { qcStatus: 'approved', qcContentHash: contentHash },
    });
    const deps = depsWith(nothing);
    let first = true;
    const preparePicture: LazyPersistenceDeps['preparePicture'] = async (bytes) => {
      if (!first) return deps.preparePicture(bytes);
      first = false;
      throw new SokoError({ code: 'image_undecodable', message: 'damaged' });
    };
    const batch = [pendingOf('1'), pendingOf('2'), pendingOf('3')];
    expect((await attempt({ ...deps, preparePicture }, batch)).retries).toEqual([]);
    const stored = await db.product.findMany({ where: { s3ImageUrl: { not: null } } });
    expect(stored).toHaveLength(1);
    const logs = await db.catalogSyncLog.findMany({ orderBy: { id: 'desc' }, take: 2 });
    expect(logs.map(({ eventType }) => eventType).sort()).toEqual(['lazy_persist_failed', 'lazy_persist_success']);
  });
});

test.each(['/media', 'https://bucket.example'])(
  'a picture that another product shows at %s, as while pictures move, is not removed',
  async (base) => {
    await objects.put({ key: KEY, body: BYTES, contentType: 'image/jpeg' });
    await db.product.updateMany({ data: { s3ImageUrl: `${base}/${KEY}` } });
    const bucket = Object.assign(objects, { publicUrl: (key: string) => `https://bucket.example/${key}` });
    for (const url of [`/media/${KEY}`, `https://bucket.example/${KEY}`])
      await removeUnshown({ db, objects: bucket }, { url, variants: [] });
    expect(objects.kept.has(KEY)).toBe(true);
  },
);
