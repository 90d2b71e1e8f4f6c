import { beforeEach, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { PictureShelf } from '@/lib/media/picture-shelf';
import { preparedAsIs } from '@/lib/media/pictures-for-tests';
import { SokoError } from '@/lib/platform/errors';
import { metricsRegistry } from '@/lib/platform/metrics';
import { hashImage } from '@/lib/products/content-hash';
import { recomputeListing } from '@/lib/products/listing';
import { readPriceDisagreements } from '@/lib/products/price-disagreements';
import { readProducts } from '@/lib/products/product-record';
import { makeEmbeddedProduct, RememberingVectors } from '@/lib/products/products-for-tests';
import type { ReviewAnswer } from '@/lib/quality/quality-reviewer';
import { readSync } from '@/lib/syncs/read-sync';
import type { Pending } from '../product-stage/attempts';
import { attemptBatch, endBatch } from '../product-stage/product-stage';
import { isReviewable, judgeProduct } from './judge-product';
import { type QualityControlDeps, qualityControl } from './quality-control';

const sellerPhone = '254711000087';
const BYTES = Buffer.from('the embedded picture');
const APPROVED: ReviewAnswer = { decision: 'approved', confidence: 0.95, problems: [], category: 'bags', note: '' };
const IDS = ['1', '2', '3', '4'];
const { prisma: db } = useTestDatabase();
let vectors: RememberingVectors;
let syncRunId: string;
/** What the reviewer was asked about, and what it does instead of approving. */
let asked: string[];
let fails: Map<string, SokoError>;
let answers: Map<string, ReviewAnswer>;
let pictures: Map<string, Buffer>;

beforeEach(async () => {
  await db.seller.deleteMany();
  vectors = new RememberingVectors();
  [asked, fails, answers, pictures] = [[], new Map(), new Map(), new Map()];
  for (const productId of IDS) await makeEmbeddedProduct(db, { productId, sellerPhone, imageHash: hashImage(BYTES) });
  syncRunId = await openRun(IDS);
});

async function openRun(productIds: string[]): Promise<string> {
  const { id } = await db.syncRun.create({
    data: { sellerPhone, kind: 'replay', state: 'running', outcome: 'found' },
  });
  await db.syncItem.createMany({
    data: productIds.map((productId) => ({ syncRunId: id, productId, sellerPhone, stage: 'review' as const })),
  });
  return id;
}

function deps(): QualityControlDeps {
  return {
    db,
    source: {
      readPage: () => Promise.reject(new Error('the links work')),
      readPicture: async (url) => ({ kind: 'picture', bytes: pictures.get(idOf(url)) ?? BYTES }),
    },
    reviewer: {
      name: 'test',
      async review({ productId }) {
        asked.push(productId);
        const error = fails.get(productId);
        if (error) throw error;
        return answers.get(productId) ?? APPROVED;
      },
      ping: async () => ({ model: 'test', endsAt: null, note: null }),
    },
    applyPolicy: (answer) => answer,
    shelf: new PictureShelf(),
    preparePicture: async (bytes) => preparedAsIs(bytes),
    recomputeListing: (ids) => recomputeListing({ db, vectors, listingPolicy: 'open' }, ids),
    report: { product: () => {}, timed: (_, work) => work() },
  };
}

const idOf = (url: string) => /(\d+)\.jpg/.exec(url)?.[1] ?? '';
const refTo = (productId: string, run = syncRunId) => ({ syncRunId: run, productId, sellerPhone });
/** What is read of an item says which queue it goes on to. */
const handedOn = (id: string) => ({ ...refTo(id), lane: 'replay' });
const pendingOf = (productId: string, attempts = 0) => ({ item: refTo(productId), attempts });
const review = (pending: Pending[], round = 0, parts = deps()) =>
  attemptBatch(parts, qualityControl(parts), pending, { round, runId: 'one' });
const all = () => review(IDS.map((id) => pendingOf(id)));
const rateLimited = new SokoError({
  code: 'reviewer_rate_limited',
  message: 'Later.',
  retry: { again: true, afterMs: 45_000 },
});
const statuses = async () => {
  const rows = await db.product.findMany({ orderBy: { productId: 'asc' } });
  return rows.map(({ qcStatus, isListed }) => [qcStatus, isListed]);
};
const errorsLogged = () => db.catalogSyncLog.count({ where: { eventType: 'qc_error' } });

describe('a batch of reviews', () => {
  test('what is approved is live and handed on, whatever became of the others', async () => {
    fails.set('2', new SokoError({ code: 'reviewer_refused', message: 'Blocked.' })).set('3', rateLimited);
    pictures.set('4', Buffer.from('another picture'));
    const { events, retries } = await all();
    expect(events.map(({ name, data }) => [name, data])).toEqual([
      ['product/approved', handedOn('1')],
      ['product/hydrated', handedOn('4')],
    ]);
    // What the reviewer asks for, being longer.
    expect(retries).toEqual([{ item: handedOn('3'), attempts: 1, afterMs: 45_000 }]);
    expect(await statuses()).toEqual([
      ['approved', true],
      ['flagged', false],
      ['pending', false],
      ['pending', false],
    ]);
    expect([...vectors.entries.keys()]).toEqual(['1']);
  });

  test('run again, nothing is asked about twice and the same is handed on', async () => {
    const handedOnBy = async () => (await all()).events.map(({ name, data }) => [name, data]);
    const first = await handedOnBy();
    expect(await handedOnBy()).toEqual(first);
    expect([first.length, asked.sort()]).toEqual([4, IDS]);
  });

  test('a judgement is kept though the batch dies before it is applied', async () => {
    const dying = { ...deps(), recomputeListing: () => Promise.reject(new Error('killed')) };
    const pending = IDS.map((id) => pendingOf(id));
    await expect(review(pending, 0, dying)).rejects.toThrow('killed');
    expect((await all()).events).toHaveLength(4);
    expect(asked.sort()).toEqual(IDS);
  });

  test('a product that two runs bring is asked about once', async () => {
    const other = await openRun(['1']);
    const { events } = await review([pendingOf('1'), { item: refTo('1', other), attempts: 0 }]);
    expect([asked, events.length]).toEqual([['1'], 2]);
  });
});

describe('a product that cannot be judged', () => {
  test('is flagged once the waits are over: after more than an hour', async () => {
    fails.set('1', rateLimited);
    const { retries } = await review([pendingOf('1', 7)], 7);
    expect(retries).toMatchObject([{ attempts: 8, afterMs: 1_800_000 }]);
    const before = await errorsLogged();
    expect(await review([pendingOf('1', 8)], 8)).toEqual({ events: [], retries: [] });
    expect((await statuses())[0]).toEqual(['flagged', false]);
    expect((await errorsLogged()) - before).toBe(1);
  });

  test('is flagged with all of its batch when the batch fails for good, but for what was judged', async () => {
    await review([pendingOf('1')]);
    const items = IDS.map((id) => refTo(id));
    await endBatch(deps(), qualityControl(deps()), items, { code: 'unexpected', message: 'killed' });
    expect((await statuses()).map(([status]) => status)).toEqual(['approved', 'flagged', 'flagged', 'flagged']);
    expect(await readSync(db, syncRunId)).toMatchObject({ counts: { flagged: 3 }, state: 'running' });
  });
});

describe('what the reviewer reads', () => {
  const said = { price: { amount: 2500, currency: 'KES' }, brand: 'Gucci', sizes: [], material: 'wax print' };

  test('is on the product as far as it stands in the words, and in the index', async () => {
    answers.set('1', { ...APPROVED, facts: { ...said, price: { amount: 99, currency: 'KES' } } });
    answers.set('2', { ...APPROVED, facts: said });
    const before = await disagreements();
    await all();
    const rows = await db.product.findMany({ orderBy: { productId: 'asc' } });
    expect(rows.map(({ brand, material }) => [brand, material])).toEqual([
      [null, 'wax print'],
      [null, 'wax print'],
      [null, null],
      [null, null],
    ]);
    expect(rows.map(({ priceAmount }) => priceAmount?.toNumber())).toEqual([2500, 2500, 2500, 2500]);
    expect(vectors.entries.get('1')?.attributes).toMatchObject({ priceAmount: 2500, priceCurrency: 'KES' });
    expect((await disagreements()) - before).toBe(1);
    expect(await readPriceDisagreements(db, 5)).toMatchObject([
      {
        ...{ productId: '1', isListed: true, kind: 'amount' },
        ...{ carried: { amount: 2500 }, read: { amount: 2500 }, said: { amount: 99 } },
      },
    ]);
  });
});

test('a fault of the installation reviews no product, not even by a flag', async () => {
  fails.set(
    '1',
    new SokoError({ code: 'reviewer_not_usable', message: 'No.', fault: { service: 'reviewer', remedy: 'Mend it.' } }),
  );
  const product = (await readProducts(db, ['1'])).get('1');
  if (product === undefined || !isReviewable(product)) throw new Error('nothing to review');
  await expect(judgeProduct(deps(), product)).rejects.toMatchObject({ code: 'reviewer_not_usable' });
  expect(await db.qualityReview.count()).toBe(0);
});

async function disagreements(): Promise<number> {
  const { values } = (await metricsRegistry().getSingleMetric('soko_price_disagreements_total')?.get()) ?? {
    values: [],
  };
  return values.reduce((sum, { value }) => sum + value, 0);
}
