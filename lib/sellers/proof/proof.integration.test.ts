import { beforeEach, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { makeEmbeddedProduct } from '@/lib/products/products-for-tests';
import { forgetShop, hashShopKey, makeShopKey, readShopAccess } from '../shop-access';
import { type AskForLookDeps, askForLook } from './ask-for-look';
import { noteFinding, proveShop, readOpenProof } from './prove-shop';
import { readProvePage } from './read-prove-page';
import { readProof, startProof } from './start-proof';

const PHONE = '254712345678';
const OTHER = '254722000111';

const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
const key = makeShopKey();
let sellerId: string;
let sent: Parameters<AskForLookDeps['requestLook']>[0][];
let deps: AskForLookDeps;

beforeEach(async () => {
  sellerId = (await db.seller.create({ data: { phone: PHONE } })).id;
  sent = [];
  deps = { db, whatsappOrigin: 'https://wa.me', requestLook: async (look) => void sent.push(look) };
});

const proverOf = (device: string) => ({ sellerId, phone: PHONE, keyHash: hashShopKey(device) });
const prover = () => proverOf(key);
const ask = (product: string, device = key) => askForLook(deps, { ...proverOf(device), product });
const refusal = (work: Promise<unknown>) => work.then(() => null).catch((error: { code: string }) => error.code);
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

describe('a code', () => {
  test('is one per device and shop while it lives; another device gets another', async () => {
    const first = await startProof(db, prover());
    expect(first).toMatchObject({
      sellerId,
      state: 'open',
      finding: null,
      code: expect.stringMatching(/^SOKO-\w{4}-\w{4}$/),
    });
    expect(await startProof(db, prover())).toEqual(first);
    expect((await startProof(db, proverOf(makeShopKey()))).code).not.toBe(first.code);
    expect(await readProof(db, prover())).toEqual(first);
  });

  test('expires, and a new one takes its place', async () => {
    const { code } = await startProof(db, prover());
    await db.shopProof.updateMany({ data: { expiresAt: minutesAgo(1) } });
    expect(await readProof(db, prover())).toMatchObject({ state: 'expired' });
    expect(await refusal(ask('1'))).toBe('proof_expired');
    const next = await startProof(db, prover());
    expect(next.state).toBe('open');
    expect(next.code).not.toBe(code);
  });

  test('is looked for ten times at most, one look at a time', async () => {
    await startProof(db, prover());
    await ask('1');
    expect(await refusal(ask('1'))).toBe('proof_under_way');
    // Whoever looked is gone.
    await db.shopProof.updateMany({ data: { askedAt: minutesAgo(4) } });
    expect(await readProof(db, prover())).toMatchObject({ state: 'open', finding: 'unreadable' });
    await ask('1');
    await db.shopProof.updateMany({ data: { asked: 10, state: 'open' } });
    expect(await refusal(ask('1'))).toBe('proof_expired');
    expect(sent).toHaveLength(2);
  });

  test('nobody has a shop’s products read without end by taking ever new devices', async () => {
    for (let i = 0; i < 7; i++) {
      const device = makeShopKey();
      await startProof(db, proverOf(device));
      await db.shopProof.updateMany({
        where: { keyHash: hashShopKey(device) },
        data: { asked: 9, askedAt: minutesAgo(1) },
      });
    }
    await startProof(db, prover());
    expect(await refusal(ask('1'))).toBe('too_many_requests');
    await db.shopProof.updateMany({ data: { askedAt: minutesAgo(61) } });
    expect(await refusal(ask('1'))).toBeNull();
  });

  test('old ones go', async () => {
    await startProof(db, prover());
    await db.shopProof.updateMany({ data: { expiresAt: minutesAgo(25 * 60) } });
    await startProof(db, proverOf(makeShopKey()));
    expect(await db.shopProof.count()).toBe(1);
  });
});

test('the product is named by its id or any link to it; another shop’s is refused', async () => {
  const proof = await startProof(db, prover());
  await makeEmbeddedProduct(db, { productId: '77', sellerPhone: OTHER });
  expect(await refusal(ask('77'))).toBe('product_of_another_seller');
  expect(await refusal(ask(`https://wa.me/p/5826448410763231/${OTHER}`))).toBe('product_of_another_seller');
  expect(await refusal(ask('my blue dress'))).toBe('no_product_link');
  expect(await refusal(ask(`https://wa.me/c/${PHONE}`))).toBe('no_product_link');
  expect(await readProof(db, prover())).toEqual(proof);
  await ask(`Angalia: https://www.whatsapp.com/product/5826448410763231/${PHONE}/?app_absent=0`);
  expect(sent).toEqual([{ proofId: expect.any(String), sellerPhone: PHONE, productId: '5826448410763231' }]);
  expect(await readProof(db, prover())).toMatchObject({ state: 'looking', productId: '5826448410763231' });
});

describe('once the code was found', () => {
  const proven = async (device = key) => {
    await startProof(db, proverOf(device));
    await ask('1', device);
    return proveShop(db, sent.at(-1)?.proofId ?? '');
  };

  test('the device owns the shop, with a line of audit; the code counts once', async () => {
    expect(await proven()).toEqual({ sellerPhone: PHONE });
    expect(await readShopAccess(db, key, sellerId)).toMatchObject({ level: 'owner' });
    const { ownershipProvenAt } = await db.seller.findUniqueOrThrow({ where: { id: sellerId } });
    expect(ownershipProvenAt).not.toBeNull();
    const lines = await db.auditLog.findMany({ where: { action: 'seller.proven' } });
    expect(lines).toMatchObject([
      {
        ...{ actorId: `seller:${sellerId}`, subject: `seller:${sellerId}` },
        detail: { before: { proven: false }, after: { proven: true }, product: '1' },
      },
    ]);
    expect(await proveShop(db, sent[0]?.proofId ?? '')).toBeNull();
    expect(await db.auditLog.count()).toBe(1);
    expect(await refusal(ask('1'))).toBe('proof_expired');
    expect((await startProof(db, prover())).state).toBe('open');
  });

  test('from any other device it is proven again; the first proof’s day stays', async () => {
    await proven();
    const { ownershipProvenAt } = await db.seller.findUniqueOrThrow({ where: { id: sellerId } });
    const another = makeShopKey();
    await proven(another);
    expect(await readShopAccess(db, another, sellerId)).toMatchObject({ level: 'owner' });
    expect(await db.seller.findUniqueOrThrow({ where: { id: sellerId } })).toMatchObject({ ownershipProvenAt });
    // A third that only knows the code has nothing of it.
    expect(await readShopAccess(db, makeShopKey(), sellerId)).toBeNull();
  });

  test('a code that expired while it was looked for does not count', async () => {
    await startProof(db, prover());
    await ask('1');
    await db.shopProof.updateMany({ data: { expiresAt: minutesAgo(1) } });
    expect(await readOpenProof(db, sent[0]?.proofId ?? '')).toBeNull();
    expect(await proveShop(db, sent[0]?.proofId ?? '')).toBeNull();
    expect(await readShopAccess(db, key, sellerId)).toBeNull();
  });

  test('who forgets the shop has to show it again', async () => {
    await proven();
    const access = await readShopAccess(db, key, sellerId);
    if (access) await forgetShop(db, access);
    expect(await readProof(db, prover())).toBeNull();
    expect(await readShopAccess(db, key, sellerId)).toBeNull();
  });
});

test('what a look came to is told, and whether there is another', async () => {
  await startProof(db, prover());
  await ask('1');
  const proofId = sent[0]?.proofId ?? '';
  await noteFinding(db, { proofId, finding: 'not_yet', over: false });
  expect(await readProof(db, prover())).toMatchObject({ state: 'looking', finding: 'not_yet' });
  await noteFinding(db, { proofId, finding: 'gone', over: true });
  expect(await readProof(db, prover())).toMatchObject({ state: 'open', finding: 'gone', lookedAt: expect.any(String) });
});

test('the page shows a stranger what is live alone, and no number', async () => {
  await makeEmbeddedProduct(db, { productId: '1', sellerPhone: PHONE });
  await makeEmbeddedProduct(db, { productId: '2', sellerPhone: PHONE });
  await db.product.updateMany({ data: { seenInCatalogueAt: new Date() } });
  // Of which a link alone is known: the code would not count there.
  await makeEmbeddedProduct(db, { productId: '3', sellerPhone: PHONE });
  await db.product.update({ where: { productId: '1' }, data: { isListed: true, listedAt: new Date() } });
  const stranger = await readProvePage(db, null, sellerId);
  expect(stranger).toMatchObject({ name: 'Amina Fabrics', phone: null, level: null, proof: null });
  expect(stranger?.choices.map(({ productId }) => productId)).toEqual(['1']);
  await db.shopKey.create({ data: { sellerPhone: PHONE, keyHash: hashShopKey(key) } });
  const holder = await readProvePage(db, key, sellerId);
  expect(holder).toMatchObject({ phone: PHONE, level: 'holder' });
  expect(holder?.choices.map(({ productId }) => productId)).toEqual(['1', '2']);
  expect(await readProvePage(db, key, '00000000-0000-4000-8000-000000000000')).toBeNull();
  expect(await readProvePage(db, key, 'x')).toBeNull();
});
