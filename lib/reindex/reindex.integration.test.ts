import { beforeEach, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { correctPrice, hideProduct } from '@/lib/products/corrections';
import { recomputeListing } from '@/lib/products/listing';
import { makeEmbeddedProduct, RememberingVectors } from '@/lib/products/products-for-tests';
import { applyReviewsInForce, recordReview } from '@/lib/products/reviews';
import { askToDropSpace, dropSome } from './drop-space';
import { indexChanges } from './index-changes';
import { countFilling, readReindexProgress } from './reindex-progress';
import { saveVectors } from './save-vectors';
import { enterSpaces, readSpaceInUse, SpaceInUse } from './space-in-use';
import { swapSpaces } from './swap-spaces';
import { countFilled, FIRST, lacksAny, readUnembedded } from './unembedded-products';

const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
const sellerPhone = '254711000077';
const OLD = 'test-space';
const NEW = 'next-space';
let old: RememberingVectors;
let next: RememberingVectors;
let asked: string[];

beforeEach(() => {
  old = new RememberingVectors(OLD);
  next = new RememberingVectors(NEW);
  asked = [];
});

const deps = {
  db,
  openVectors: async (space: string) => (space === NEW ? next : old),
  requestReindex: async (reason: string) => void asked.push(reason),
};
const swap = (evenIncomplete = false) => swapSpaces(deps, { to: NEW, actorId: 'cli', evenIncomplete });
const start = (next: string | null = NEW) => enterSpaces(db, { main: OLD, next });
const states = async () =>
  Object.fromEntries((await db.embeddingSpace.findMany()).map(({ space, state }) => [space, state]));

async function live(productId: string): Promise<string> {
  const { contentHash } = await makeEmbeddedProduct(db, { productId, sellerPhone });
  await recordReview(db, {
    ...{ productId, contentHash, decision: 'approved', source: 'model', reviewer: 'm', confidence: 0.9 },
    ...{ problems: [], note: null, category: 'women_fashion' },
  });
  await applyReviewsInForce(db, [productId]);
  await recomputeListing({ db, vectors: old, listingPolicy: 'open' }, [productId]);
  return contentHash;
}

async function fill(...productIds: string[]): Promise<void> {
  const rows = await db.product.findMany({ where: { productId: { in: productIds } } });
  const made = rows.map(({ productId, contentHash }) => {
    const vector = new Float32Array(768);
    vector[Number(productId)] = -1;
    return { productId, contentHash: contentHash ?? '', vector };
  });
  await saveVectors(db, NEW, { made, failed: [] });
}

describe('the space in use', () => {
  test('is the first worker’s; the next model’s is filled beside it', async () => {
    await expect(new SpaceInUse(db).current()).rejects.toMatchObject({ code: 'search_unavailable' });
    await start(null);
    expect(await states()).toEqual({ [OLD]: 'in_use' });
    await start();
    await start();
    expect(await states()).toEqual({ [OLD]: 'in_use', [NEW]: 'filling' });
    expect(await new SpaceInUse(db).current()).toBe(OLD);
  });

  test('stays what it is when a worker starts with another model alone: that one is made ready', async () => {
    await start(null);
    await enterSpaces(db, { main: NEW, next: null });
    expect(await states()).toEqual({ [OLD]: 'in_use', [NEW]: 'filling' });
  });

  test('is not undone by a worker that starts with the settings of before the swap', async () => {
    await start();
    await swap();
    await start();
    expect(await states()).toEqual({ [OLD]: 'left', [NEW]: 'in_use' });
    await enterSpaces(db, { main: NEW, next: OLD });
    expect(await states()).toEqual({ [OLD]: 'filling', [NEW]: 'in_use' });
  });

  test('is one, however many workers start at once', async () => {
    await Promise.all(['a', 'b', 'c', 'd'].map((main) => enterSpaces(db, { main, next: null })));
    const found = Object.values(await states());
    expect(found.filter((state) => state === 'in_use')).toHaveLength(1);
  });

  test('is known for two seconds', async () => {
    let now = 0;
    const known = new SpaceInUse(db, () => now);
    await start();
    expect(await known.current()).toBe(OLD);
    await swap();
    now = 1_999;
    expect(await known.current()).toBe(OLD);
    now = 2_001;
    expect(await known.current()).toBe(NEW);
  });
});

describe('what the next model has to embed', () => {
  beforeEach(() => start());
  const unembedded = async (from = FIRST) =>
    (await readUnembedded(db, NEW, { from, limit: 10 })).map(({ productId }) => productId);

  test('is what is embedded, live products first, in order, without what is gone', async () => {
    for (const productId of ['3', '1']) await live(productId);
    for (const productId of ['2', '4']) await makeEmbeddedProduct(db, { productId, sellerPhone });
    await db.product.update({ where: { productId: '4' }, data: { isActive: false } });
    await db.product.create({ data: { productId: '5', sellerPhone } });
    expect(await unembedded()).toEqual(['1', '3']);
    expect(await unembedded({ isListed: true, productId: '1' })).toEqual(['3']);
    expect(await unembedded({ isListed: false, productId: '' })).toEqual(['2']);
    await fill('1', '2');
    expect(await unembedded()).toEqual(['3']);
    expect(await countFilled(db, NEW)).toEqual({ products: 3, embedded: 2, live: 2, liveEmbedded: 1 });
  });

  test('is what has changed since, again', async () => {
    await live('1');
    await fill('1');
    await makeEmbeddedProduct(db, { productId: '1', sellerPhone, imageHash: 'b2' });
    expect(await unembedded({ isListed: false, productId: '' })).toEqual([]);
    await recomputeListing({ db, vectors: old, listingPolicy: 'open' }, ['1']);
    expect(await unembedded({ isListed: false, productId: '' })).toEqual(['1']);
  });

  test('waits a day where it failed, unless it changes', async () => {
    const contentHash = await live('1');
    const failed = [{ productId: '1', contentHash, code: 'picture_changed', message: 'Another picture.' }];
    await saveVectors(db, NEW, { made: [], failed });
    expect(await unembedded()).toEqual([]);
    expect((await readReindexProgress(db)).next).toMatchObject({
      isReady: false,
      failures: [{ code: 'picture_changed', products: 1 }],
    });
    await db.reindexFailure.updateMany({ data: { at: new Date(Date.now() - 86_400_001) } });
    expect(await unembedded()).toEqual(['1']);
    await fill('1');
    expect(await db.reindexFailure.count()).toBe(0);
  });
});

test('a vector of what a product was is not put in the place of one of what it is', async () => {
  await start();
  const before = await live('1');
  await makeEmbeddedProduct(db, { productId: '1', sellerPhone, imageHash: 'b2' });
  const made = [{ productId: '1', contentHash: before, vector: new Float32Array(768).fill(1 / Math.sqrt(768)) }];
  await saveVectors(db, NEW, { made, failed: [] });
  await saveVectors(db, OLD, { made, failed: [] });
  const { contentHash } = await db.product.findUniqueOrThrow({ where: { productId: '1' } });
  expect(await db.productEmbedding.findMany({ select: { space: true, contentHash: true } })).toEqual([
    { space: OLD, contentHash },
  ]);
});

test('one space lacks something until all that can be embedded is', async () => {
  await start();
  const contentHash = await live('1');
  await makeEmbeddedProduct(db, { productId: '2', sellerPhone });
  expect(await lacksAny(db, NEW)).toBe(true);
  await fill('2');
  expect(await lacksAny(db, NEW)).toBe(true);
  await saveVectors(db, NEW, { made: [], failed: [{ productId: '1', contentHash, code: 'gone', message: 'Gone.' }] });
  expect(await lacksAny(db, NEW)).toBe(false);
});

test('a model that was made ready and then another one instead can be seen, and dropped', async () => {
  await start();
  await enterSpaces(db, { main: OLD, next: 'a third' });
  expect(await readReindexProgress(db)).toMatchObject({ next: { space: 'a third' }, left: [{ space: NEW }] });
  await askToDropSpace(deps, { space: NEW, actorId: 'cli' });
  expect((await readReindexProgress(db)).dropping).toMatchObject([{ space: NEW }]);
});

test('figures of before are told as of then; which models there are is so now', async () => {
  await start();
  await live('1');
  const filled = await countFilling(db, NEW);
  await fill('1');
  expect((await readReindexProgress(db, async () => filled)).next).toMatchObject({
    ...{ space: NEW, at: filled.at, live: 1, liveEmbedded: 0, isReady: false },
  });
  expect((await readReindexProgress(db)).next).toMatchObject({ liveEmbedded: 1, isReady: true });
  await swap();
  expect(await readReindexProgress(db, async () => filled)).toMatchObject({ inUse: { space: NEW }, next: null });
});

describe('the next model’s index', () => {
  test('follows what is made, and what sellers, moderators and WhatsApp change meanwhile', async () => {
    await start();
    for (const productId of ['1', '2', '3']) await live(productId);
    await makeEmbeddedProduct(db, { productId: '4', sellerPhone });
    await fill('1', '2', '3', '4');
    await indexChanges({ db, vectors: next });
    expect([...next.entries.keys()].sort()).toEqual(['1', '2', '3']);
    await db.$transaction(async (tx) => {
      await hideProduct(tx, '1');
      await correctPrice(tx, '2', { amount: 999, currency: 'KES' });
    });
    await recomputeListing({ db, vectors: old, listingPolicy: 'open' }, ['1', '2']);
    await indexChanges({ db, vectors: next });
    expect([...next.entries.keys()].sort()).toEqual(['2', '3']);
    expect(next.entries.get('2')?.attributes.priceAmount).toBe(999);
  });

  test('looks at nothing of one in use, which listing keeps in step', async () => {
    await start(null);
    await live('1');
    expect(await indexChanges({ db, vectors: old })).toBe(0);
  });
});

describe('a swap', () => {
  test('waits until every live product has its vector', async () => {
    await start();
    await live('1');
    await live('2');
    await fill('1');
    await expect(swap()).rejects.toMatchObject({ code: 'space_incomplete', message: /^1 of 2 live products/ });
    expect(await readSpaceInUse(db)).toBe(OLD);
    await fill('2');
    expect(await swap()).toEqual({ from: OLD, to: NEW, missing: 0 });
    expect(await states()).toEqual({ [OLD]: 'left', [NEW]: 'in_use' });
    expect([...next.entries.keys()].sort()).toEqual(['1', '2']);
    expect(asked).toHaveLength(1);
    const [line] = await db.auditLog.findMany();
    expect(line).toMatchObject({ action: 'model.swapped', actorId: 'cli', detail: { missing: 0 } });
  });

  test('before that leaves out what is missing, once somebody says that it may', async () => {
    await start();
    await live('1');
    await live('2');
    await fill('1');
    expect(await swap(true)).toMatchObject({ missing: 1 });
    await recomputeListing({ db, vectors: next, listingPolicy: 'open' }, ['1', '2']);
    const listed = await db.product.findMany({ where: { isListed: true }, select: { productId: true } });
    expect(listed).toEqual([{ productId: '1' }]);
    await fill('2');
    await recomputeListing({ db, vectors: next, listingPolicy: 'open' }, ['2']);
    expect(await db.product.count({ where: { isListed: true } })).toBe(2);
  });

  test('happens once', async () => {
    await start();
    await swap();
    await expect(swap()).rejects.toMatchObject({ code: 'space_not_filling', status: 409 });
    await expect(
      swapSpaces(deps, { to: 'never heard of', actorId: 'cli', evenIncomplete: true }),
    ).rejects.toMatchObject({ code: 'space_not_filling' });
    expect(await db.auditLog.count()).toBe(1);
  });
});

describe('vectors that are not needed any more', () => {
  const dropped: string[] = [];
  const store = (space: string) => ({ space, drop: async () => void dropped.push(space) });

  test('are those of a model that is not in use', async () => {
    await start();
    await expect(askToDropSpace(deps, { space: OLD, actorId: 'cli' })).rejects.toMatchObject({ code: 'space_in_use' });
    await expect(askToDropSpace(deps, { space: 'x', actorId: 'cli' })).rejects.toMatchObject({
      code: 'space_not_found',
    });
  });

  test('are deleted, the space itself last', async () => {
    await start();
    await live('1');
    await fill('1');
    await swap();
    await askToDropSpace(deps, { space: OLD, actorId: 'cli' });
    await askToDropSpace(deps, { space: OLD, actorId: 'cli' });
    expect(await states()).toEqual({ [OLD]: 'dropping', [NEW]: 'in_use' });
    // A worker that is started meanwhile does not fill it again.
    await enterSpaces(db, { main: NEW, next: OLD });
    expect(await dropSome(db, store(OLD))).toBe(false);
    expect(dropped).toEqual([OLD]);
    expect(await states()).toEqual({ [NEW]: 'in_use' });
    expect(await db.productEmbedding.findMany({ select: { space: true } })).toEqual([{ space: NEW }]);
    const actions = await db.auditLog.findMany({ where: { action: 'model.dropped' } });
    expect(actions).toHaveLength(1);
  });
});
