import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import { sellerProofRequested } from '@/inngest/events';
import { askForLook } from '@/lib/sellers/proof/ask-for-look';
import { readProof, startProof } from '@/lib/sellers/proof/start-proof';
import { hashShopKey, holdShops, makeShopKey, readShopAccess } from '@/lib/sellers/shop-access';
import { expectConsistent } from './expect-consistent';
import { type Pipeline, startPipeline } from './start-pipeline';

const PHONE = '254733000050';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let pipeline: Pipeline;

beforeAll(async () => {
  const world = { sellers: [bigSeller(4, { phone: PHONE })] };
  pipeline = await startPipeline({ world, services: { listingPolicy: 'proven' } });
});
afterAll(() => pipeline?.close());

test('under LISTING_POLICY=proven a paste waits, and goes live once the shop is proven', async () => {
  const { db, world, vectors } = pipeline;
  const key = makeShopKey();
  const { sellers } = await pipeline.paste(world.catalogueLink(PHONE));
  await holdShops(db, hashShopKey(key), [PHONE]);
  const sync = await pipeline.untilEnded(sellers[0]?.syncId ?? '');
  expect(sync.counts).toMatchObject({ found: 4, approved: 4 });
  expect(await db.product.count({ where: { isListed: true } })).toBe(0);
  expect(await vectors.count()).toBe(0);

  const { id: sellerId } = await db.seller.findUniqueOrThrow({ where: { phone: PHONE } });
  const prover = { sellerId, phone: PHONE, keyHash: hashShopKey(key) };
  const { code } = await startProof(db, prover);
  const [product] = world.products(PHONE);
  if (product === undefined) throw new Error('the world has no product');
  world.control({ do: 'product', id: product.id, description: `${product.description}\n${code}` });
  const requestLook = async (look: Parameters<typeof sellerProofRequested.create>[0]) =>
    void (await pipeline.send(sellerProofRequested.create(look)));
  await askForLook({ db, whatsappOrigin: world.origin, requestLook }, { ...prover, product: product.id });
  while ((await db.product.count({ where: { isListed: true } })) < 4) {
    expect((await readProof(db, prover))?.finding).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(await readProof(db, prover)).toMatchObject({ state: 'proven' });
  expect(await readShopAccess(db, key, sellerId)).toMatchObject({ level: 'owner' });
  await expectConsistent(pipeline, sync.id);

  // Read again with the code still in its text, nothing has changed.
  const again = await pipeline.paste(world.productLink(product.id));
  const { counts } = await pipeline.untilEnded(again.sellers[0]?.syncId ?? '');
  expect(counts).toMatchObject({ found: 1, unchanged: 1 });
});
