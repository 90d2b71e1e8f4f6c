import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import type { WorldProduct } from '@/e2e/world/sellers/types';
import { startWorld, type World } from '@/e2e/world/world';
import type { Hydrator } from '@/lib/hydration/hydrator';
import { openHydrator } from '@/lib/hydration/open-hydrator';
import { readEnv } from '@/lib/platform/env';
import { recomputeListing } from '@/lib/products/listing';
import { makeEmbeddedProduct, RememberingVectors } from '@/lib/products/products-for-tests';
import { askForLook } from '@/lib/sellers/proof/ask-for-look';
import { readProof, startProof } from '@/lib/sellers/proof/start-proof';
import { relistApproved } from '@/lib/sellers/relist-approved';
import { hashShopKey, makeShopKey, readShopAccess } from '@/lib/sellers/shop-access';
import { openCatalogueRun } from '@/lib/syncs/open-run';
import { addFoundProducts, startRun } from '@/lib/syncs/scout-run';
import { lookForProof, type ProveSellerDeps } from './prove-seller';

// Against WhatsApp's stand-in, read by the real hydrator: what a seller writes into a product is what counts.

const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
const PHONE = '254711000999';
const STRANGER = '254733000666';
const key = makeShopKey();
let world: World;
let hydrator: Hydrator & { close(): Promise<void> };
let product: WorldProduct;
let sellerId: string;
let vectors: RememberingVectors;
let deps: ProveSellerDeps;

beforeAll(async () => {
  world = await startWorld({
    cacheDir: '.cache/world',
    sellers: [bigSeller(3, { phone: PHONE }), bigSeller(1, { phone: STRANGER })],
  });
  hydrator = openHydrator(readEnv({ WHATSAPP_ORIGIN: world.origin, EXTRA_ALLOWED_HOSTS: world.allowedHosts }));
});
afterAll(async () => {
  await hydrator.close();
  await world.close();
});
beforeEach(async () => {
  world.control({ do: 'reset' });
  const [first] = world.products(PHONE);
  if (first === undefined) throw new Error('the world has no product');
  product = first;
  sellerId = (await db.seller.create({ data: { phone: product.phone, name: 'Jumla Wholesalers' } })).id;
  vectors = new RememberingVectors();
  deps = {
    db,
    readProduct: hydrator.hydrate,
    recomputeListing: (ids) => recomputeListing({ db, vectors, listingPolicy: 'proven' }, ids),
  };
});

/** A visit of the shop's catalogue has shown it. */
const seen = (productId: string) =>
  db.product.upsert({
    where: { productId },
    create: { productId, sellerPhone: product.phone, seenInCatalogueAt: new Date() },
    update: { seenInCatalogueAt: new Date() },
  });
const prover = () => ({ sellerId, phone: product.phone, keyHash: hashShopKey(key) });
const proof = () => readProof(db, prover());

/** Asks for a code and has it looked for; the id under which the worker is asked. */
async function asked(productId = product.id): Promise<{ proofId: string; code: string }> {
  const { code } = await startProof(db, prover());
  let proofId = '';
  const requestLook = async (look: { proofId: string }) => {
    proofId = look.proofId;
  };
  await askForLook({ db, whatsappOrigin: world.origin, requestLook }, { ...prover(), product: productId });
  return { proofId, code };
}
const put = (title: string) => world.control({ do: 'product', id: product.id, title });

test('approved products wait under LISTING_POLICY=proven, and go live once the code stands in one', async () => {
  const { contentHash } = await makeEmbeddedProduct(db, {
    ...{ productId: product.id, sellerPhone: product.phone },
    page: { businessName: 'Jumla Wholesalers' },
  });
  await db.product.updateMany({ data: { qcStatus: 'approved', qcContentHash: contentHash } });
  await seen(product.id);
  await deps.recomputeListing([product.id]);
  const isListed = async () => (await db.product.findFirstOrThrow()).isListed;
  expect(await isListed()).toBe(false);

  const { proofId, code } = await asked();
  expect(await lookForProof(deps, proofId, { isLast: false })).toEqual({ kind: 'again', afterMs: 10_000 });
  expect(await proof()).toMatchObject({ state: 'looking', finding: 'not_yet' });
  put(`${product.title} ${code.toLowerCase()}`);
  expect(await lookForProof(deps, proofId, { isLast: false })).toEqual({ kind: 'proven' });
  expect(await relistApproved({ db, relist: deps.recomputeListing }, product.phone)).toBe(1);
  expect(await isListed()).toBe(true);
  expect([...vectors.entries.keys()]).toEqual([product.id]);
  expect(await readShopAccess(db, key, sellerId)).toMatchObject({ level: 'owner' });
  // A step that runs twice finds its work done.
  expect(await lookForProof(deps, proofId, { isLast: false })).toEqual({ kind: 'over' });
});

test('a code that is left in a title is not read as a part of it', async () => {
  const before = await hydrator.hydrate({ productId: product.id, sellerPhone: product.phone });
  const { code } = await asked();
  put(`${product.title} ${code}`);
  const after = await hydrator.hydrate({ productId: product.id, sellerPhone: product.phone });
  if (before.kind !== 'product' || after.kind !== 'product') throw new Error('not read');
  const { title, description, cleanText, price } = before.page;
  expect(after.page).toMatchObject({ title, description, cleanText, price, proofCodes: [code] });
});

test('another device’s code proves nothing', async () => {
  const { code } = await startProof(db, { ...prover(), keyHash: hashShopKey(makeShopKey()) });
  const { proofId } = await asked();
  put(`${product.title} ${code}`);
  expect(await lookForProof(deps, proofId, { isLast: true })).toEqual({ kind: 'over' });
  expect(await proof()).toMatchObject({ state: 'open', finding: 'not_yet' });
  expect(await readShopAccess(db, key, sellerId)).toBeNull();
});

test('a stranger’s product under the shop’s number proves nothing, though its business has the same name', async () => {
  const [theirs] = world.products(STRANGER);
  if (theirs === undefined) throw new Error('the world has no stranger');
  world.control({ do: 'quirk', on: 'page', quirk: { kind: 'any-phone' }, product: theirs.id });
  const { proofId, code } = await asked(world.productLink(theirs.id).replace(STRANGER, PHONE));
  world.control({ do: 'product', id: theirs.id, title: `${theirs.title} ${code}` });
  expect(await lookForProof(deps, proofId, { isLast: false })).toEqual({ kind: 'over' });
  expect(await proof()).toMatchObject({ state: 'open', finding: 'not_in_catalogue' });
  expect(await readShopAccess(db, key, sellerId)).toBeNull();
});

test('a product of which only a link is known proves nothing, until a visit of the catalogue shows it', async () => {
  await db.product.create({ data: { productId: product.id, sellerPhone: PHONE, lastHydratedAt: new Date() } });
  const first = await asked();
  put(`${product.title} ${first.code}`);
  expect(await lookForProof(deps, first.proofId, { isLast: false })).toEqual({ kind: 'over' });
  expect(await proof()).toMatchObject({ state: 'open', finding: 'not_in_catalogue' });
  const { syncRunId } = await openCatalogueRun(db, { sellerPhone: PHONE });
  await startRun(db, syncRunId);
  const products = [{ productId: product.id, sellerPhone: PHONE }];
  await addFoundProducts(db, { syncRunId, sellerPhone: PHONE, products, complete: true });
  const again = await asked();
  expect(await lookForProof(deps, again.proofId, { isLast: false })).toEqual({ kind: 'proven' });
});

test('a business may have another name by now', async () => {
  await db.seller.updateMany({ data: { name: 'Mama Njeri' } });
  await seen(product.id);
  const { proofId, code } = await asked();
  put(`${product.title} ${code}`);
  expect(await lookForProof(deps, proofId, { isLast: false })).toEqual({ kind: 'proven' });
});

test('a product that is gone ends it; one that WhatsApp does not show now is looked at again', async () => {
  const { proofId } = await asked('9999999999999999');
  expect(await lookForProof(deps, proofId, { isLast: false })).toEqual({ kind: 'over' });
  expect(await proof()).toMatchObject({ state: 'open', finding: 'gone' });
  const again = await asked();
  world.control({ do: 'quirk', on: 'page', quirk: { kind: 'status', status: 429, retryAfterSeconds: 20 }, times: 1 });
  expect(await lookForProof(deps, again.proofId, { isLast: false })).toEqual({ kind: 'again', afterMs: 20_000 });
  expect(await proof()).toMatchObject({ state: 'looking', finding: 'blocked' });
});

test('a seller who is erased meanwhile has nothing left of it', async () => {
  const { proofId, code } = await asked();
  put(`${product.title} ${code}`);
  await db.seller.deleteMany();
  expect(await lookForProof(deps, proofId, { isLast: false })).toEqual({ kind: 'over' });
  expect(await db.shopProof.count()).toBe(0);
});
