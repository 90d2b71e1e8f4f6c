import { beforeEach, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { readAdminSeller } from '@/lib/operations/seller-page';
import { type ListingPolicy, recomputeListing } from '@/lib/products/listing';
import { makeEmbeddedProduct, RememberingVectors } from '@/lib/products/products-for-tests';
import { applyReviewsInForce, recordReview } from '@/lib/products/reviews';
import { actOnSeller, type SellerActDeps, type SellerAction } from './act-on-seller';
import { addOptOut, hashPhone, liftOptOut, readOptedOut, readTypedPhone } from './opt-outs';
import { startProof } from './proof/start-proof';
import { hashShopKey, makeShopKey, readShopAccess } from './shop-access';

const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
const phone = '254712345678';
const visits: string[] = [];
let policy: ListingPolicy;
let erasuresAsked: number;
let sellerId: string;

const vectors = new RememberingVectors();
const deps: SellerActDeps = {
  db,
  relist: (ids) => recomputeListing({ db, vectors, listingPolicy: policy }, ids),
  requestSync: async ({ syncRunId }) => void visits.push(syncRunId),
  requestHydration: async () => {},
  requestStages: async () => {},
  requestErasures: async () => {
    erasuresAsked += 1;
  },
};

beforeEach(async () => {
  policy = 'open';
  erasuresAsked = 0;
  visits.length = 0;
  for (const productId of ['1', '2']) {
    const { contentHash } = await makeEmbeddedProduct(db, { productId, sellerPhone: phone });
    await recordReview(db, {
      ...{ productId, contentHash, decision: 'approved', source: 'model', reviewer: 'm', confidence: 0.9 },
      ...{ problems: [], note: null, category: null },
    });
    await applyReviewsInForce(db, [productId]);
  }
  await deps.relist(['1', '2']);
  ({ id: sellerId } = await db.seller.findUniqueOrThrow({ where: { phone } }));
});

const act = (action: SellerAction) => actOnSeller(deps, { sellerId, phone }, action, 'amina');
const live = () => db.product.count({ where: { isListed: true } });
const audits = async () =>
  (await db.auditLog.findMany({ orderBy: { id: 'asc' } })).map(({ action, subject }) => `${action} ${subject}`);

test('approval decides under LISTING_POLICY=approved, at once and both ways', async () => {
  policy = 'approved';
  await deps.relist(['1', '2']);
  expect(await live()).toBe(0);
  expect(await act({ action: 'approve' })).toMatchObject({ changed: true });
  expect(await live()).toBe(2);
  expect(await act({ action: 'approve' })).toMatchObject({ changed: false });
  await act({ action: 'withdraw_approval' });
  expect(await live()).toBe(0);
  const subject = `seller:${sellerId}`;
  expect(await audits()).toEqual([`seller.approved ${subject}`, `seller.approval_withdrawn ${subject}`]);
});

describe('a code that came from the shop’s own number', () => {
  const device = makeShopKey();
  const start = () => startProof(db, { sellerId, phone, keyHash: hashShopKey(device) });

  test('makes its device the owner and lets the products go live, once', async () => {
    policy = 'proven';
    await deps.relist(['1', '2']);
    const { code } = await start();
    // Read the next morning, and as phones write it.
    await db.shopProof.updateMany({ data: { expiresAt: new Date(Date.now() - 12 * 3_600_000) } });
    const sent = `Habari, ${code.toLowerCase().replaceAll('-', ' ')}`;
    expect(await act({ action: 'prove', code: sent })).toMatchObject({ changed: true, products: 2 });
    expect(await live()).toBe(2);
    expect(await readShopAccess(db, device, sellerId)).toMatchObject({ level: 'owner' });
    expect(await act({ action: 'prove', code })).toMatchObject({ changed: false });
    const lines = await db.auditLog.findMany();
    expect(lines).toMatchObject([
      {
        ...{ actorId: 'amina', action: 'seller.proven', subject: `seller:${sellerId}` },
        detail: { before: { proven: false }, after: { proven: true }, product: null },
      },
    ]);
  });

  test('is this shop’s, and of this day', async () => {
    const { id: otherId } = await db.seller.create({ data: { phone: '254722000111' } });
    const other = await startProof(db, { sellerId: otherId, phone: '254722000111', keyHash: hashShopKey(device) });
    const { code } = await start();
    await db.shopProof.updateMany({ data: { expiresAt: new Date(Date.now() - 25 * 3_600_000) } });
    for (const wrong of [other.code, code, 'SOKO', ''])
      await expect(act({ action: 'prove', code: wrong })).rejects.toMatchObject({ code: 'wrong_proof_code' });
    expect(await readShopAccess(db, device, sellerId)).toBeNull();
    expect(await audits()).toEqual([]);
  });
});

test('suspending hides all in the transaction itself, whatever becomes of the index', async () => {
  const down = { ...deps, relist: () => Promise.reject(new Error('the index is away')) };
  const suspend = actOnSeller(down, { sellerId, phone }, { action: 'suspend', reason: 'Fakes' }, 'amina');
  await expect(suspend).rejects.toThrow('away');
  expect(await live()).toBe(0);
  const known = await readAdminSeller(db, sellerId);
  expect(known).toMatchObject({
    counts: { products: 2, live: 0 },
    acts: [{ action: 'seller.suspended', reason: 'Fakes', actor: 'amina' }],
  });
  const logs = await db.catalogSyncLog.findMany({ where: { eventType: 'unlisted' } });
  expect(logs.map(({ code }) => code)).toEqual(['seller_suspended', 'seller_suspended']);
  await act({ action: 'resume' });
  expect(await live()).toBe(2);
});

test('a note is kept for admins, and its line of audit does not repeat it', async () => {
  await act({ action: 'note', text: 'Call +254712345678 first' });
  expect((await readAdminSeller(db, sellerId))?.notes).toMatchObject([{ text: 'Call +254712345678 first' }]);
  expect(JSON.stringify(await db.auditLog.findMany({ select: { detail: true } }))).not.toContain('254712345678');
});

test('a visit is asked for, once while one is under way', async () => {
  const first = await act({ action: 'sync' });
  expect((await act({ action: 'sync' })).syncRunId).toBe(first.syncRunId);
  expect(visits).toEqual([first.syncRunId, first.syncRunId]);
});

describe('erasing', () => {
  test('takes the whole number, typed, and hides all at once; the eraser is told', async () => {
    await expect(act({ action: 'erase', phone: '254712' })).rejects.toMatchObject({ code: 'confirmation_wrong' });
    expect(await live()).toBe(2);
    expect(await act({ action: 'erase', phone: '+254 712 345 678' })).toMatchObject({ changed: true, products: 2 });
    expect(await live()).toBe(0);
    expect(erasuresAsked).toBe(1);
    const { eraseAt } = await db.seller.findUniqueOrThrow({ where: { phone } });
    expect(eraseAt?.getTime()).toBeLessThan(Date.now());
    expect(await act({ action: 'erase', phone })).toMatchObject({ changed: false });
  });

  test('hastens what the seller had asked for', async () => {
    await db.seller.update({ where: { phone }, data: { eraseAt: new Date(Date.now() + 86_400_000) } });
    expect(await act({ action: 'erase', phone })).toMatchObject({ changed: true });
    expect(await audits()).toEqual([`seller.erasure_hastened seller:${sellerId}`]);
  });
});

describe('a number that is left out', () => {
  const key = Buffer.from('only-for-tests');
  const outside = '254799000111';

  test('is let in again by whoever knows it, with the hash in the audit log, never the number', async () => {
    await addOptOut(db, hashPhone(outside, key));
    await liftOptOut(db, { phone: readTypedPhone('+254 799 000 111'), key, actorId: 'amina' });
    expect(await readOptedOut(db, [outside], key)).toEqual(new Set());
    const lines = await db.auditLog.findMany();
    expect(lines).toMatchObject([{ action: 'opt_out.lifted', subject: `optOut:${hashPhone(outside, key)}` }]);
    expect(JSON.stringify(lines.map(({ subject, detail }) => ({ subject, detail })))).not.toContain(outside);
  });

  test('that is none, or no number, is told so', async () => {
    await expect(liftOptOut(db, { phone: outside, key, actorId: 'amina' })).rejects.toMatchObject({
      code: 'not_opted_out',
    });
    expect(() => readTypedPhone('0712 345 678')).toThrow(expect.objectContaining({ code: 'phone_not_readable' }));
  });
});
