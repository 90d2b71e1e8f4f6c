import { beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { findLiveProduct } from '@/lib/marketplace/live-products';
import { PictureShelf } from '@/lib/media/picture-shelf';
import { SokoError } from '@/lib/platform/errors';
import { hashImage } from '@/lib/products/content-hash';
import { recomputeListing } from '@/lib/products/listing';
import { makeEmbeddedProduct, pageForTests, RememberingVectors } from '@/lib/products/products-for-tests';
import { applyReviewsInForce, recordReview } from '@/lib/products/reviews';
import { generateEmbedding } from '../generate-embedding/generate-embedding';
import type { PictureResult, ProductSource } from '../product-stage/product-source';
import { attemptBatch } from '../product-stage/product-stage';
import { hydrateProduct } from './hydrate-product';

const sellerPhone = '254711000088';
const productId = '4001';
const REVIEWED = Buffer.from('the reviewed picture');
const NEW_URL = 'https://cdn.example/new.jpg';

const { prisma: db, pool } = useTestDatabase();
let vectors: RememberingVectors;

beforeEach(async () => {
  await db.seller.deleteMany();
  vectors = new RememberingVectors();
  const imageHash = hashImage(REVIEWED);
  const { contentHash } = await makeEmbeddedProduct(db, { productId, sellerPhone, imageHash });
  await recordReview(db, {
    ...{ productId, contentHash, decision: 'approved', source: 'model', reviewer: 'm', confidence: 0.9 },
    ...{ problems: [], category: 'bags', note: null },
  });
  await applyReviewsInForce(db, [productId]);
  await relist([productId]);
});

const relist = (ids: string[]) => recomputeListing({ db, vectors, listingPolicy: 'open' }, ids);
const live = () => findLiveProduct(pool, productId);
const report = { product: () => {}, timed: <T>(_: string, work: () => Promise<T>) => work() };

/** The seller's page says the same words, with another link; `picture` is what is there, the old link is dead. */
const source = (picture: PictureResult): ProductSource => ({
  readPage: async () => {
    const {
      productId: _id,
      sellerPhone: _phone,
      ...page
    } = pageForTests(productId, sellerPhone, { imageUrl: NEW_URL });
    return { kind: 'product', page };
  },
  readPicture: async (url) => (url === NEW_URL ? picture : { kind: 'expired' }),
});

async function pendingAt(stage: 'hydrate' | 'embed') {
  const { id } = await db.syncRun.create({
    data: { sellerPhone, kind: 'replay', state: 'running', outcome: 'found' },
  });
  await db.syncItem.create({ data: { syncRunId: id, productId, sellerPhone, stage } });
  return [{ item: { syncRunId: id, productId, sellerPhone }, attempts: 0 }];
}

async function hydrate(picture: PictureResult) {
  const parts = { db, report, source: source(picture), shelf: new PictureShelf(), pipelineModel: async () => vectors };
  const stage = hydrateProduct({ ...parts, recomputeListing: relist });
  return attemptBatch(parts, stage, await pendingAt('hydrate'), { round: 0, runId: 'one' });
}

async function embed(picture: PictureResult) {
  const undecodable = () => Promise.reject(new SokoError({ code: 'image_undecodable', message: 'Broken.' }));
  const model = { space: vectors.space, embedImage: undecodable, embedText: undecodable };
  const parts = { db, report, source: source(picture), shelf: new PictureShelf(), pipelineModel: async () => model };
  const stage = generateEmbedding({ ...parts, preparePicture: undecodable, recomputeListing: relist });
  return attemptBatch(parts, stage, await pendingAt('embed'), { round: 0, runId: 'one' });
}

const TOO_LARGE: PictureResult = { kind: 'failed', code: 'image_too_large', message: 'Too large.' };

test('a picture that we cannot look at is not shown at its new link', async () => {
  expect((await live())?.imageUrl).toContain(productId);
  await hydrate(TOO_LARGE);
  expect(await live()).toBeNull();
});

test('where the reviewed one is stored with us, that one goes on being shown', async () => {
  const stored = 'https://soko.example/media/products/ab/cd.jpg';
  await db.product.update({ where: { productId }, data: { s3ImageUrl: stored, s3ImageHash: hashImage(REVIEWED) } });
  await hydrate(TOO_LARGE);
  expect(await live()).toMatchObject({ imageUrl: stored });
});

test('another picture behind a renewed link is not shown while nothing is made of it', async () => {
  await embed({ kind: 'picture', bytes: Buffer.from('another picture') });
  expect(await live()).toBeNull();
});

test('the same picture behind a new link stays live', async () => {
  await hydrate({ kind: 'picture', bytes: REVIEWED });
  expect((await live())?.imageUrl).toBe(NEW_URL);
  await embed({ kind: 'picture', bytes: REVIEWED });
  expect(await live()).not.toBeNull();
});
