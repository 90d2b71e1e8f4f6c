import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import type { WorldProduct } from '@/e2e/world/sellers/types';
import { sellerProofRequested } from '@/inngest/events';
import { type ListingPolicy, recomputeListing } from '@/lib/products/listing';
import { approveSeller } from '@/lib/sellers/approve-seller';
import { type HoldDeps, holdSeller, releaseSeller } from '@/lib/sellers/hold-seller';
import { askForLook } from '@/lib/sellers/proof/ask-for-look';
import { readProof, startProof } from '@/lib/sellers/proof/start-proof';
import { hashShopKey, holdShops, makeShopKey, readShopAccess } from '@/lib/sellers/shop-access';
import { expectConsistent } from './expect-consistent';
import { type Pipeline, startPipeline } from './start-pipeline';

const PHONE = '254733000050';
const PRODUCTS = 4;
const ADMIN = { phone: PHONE, actorId: 'amina' };

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

type Step = 'paste' | 'approval' | 'proof';

/** What happens, one after the other, and how many products shoppers see after it. What comes last is what it takes. */
const WAYS: Record<ListingPolicy, [Step, number][]> = {
  open: [['paste', PRODUCTS]],
  proven: [
    ['paste', 0],
    ['approval', 0],
    ['proof', PRODUCTS],
  ],
  approved: [
    ['paste', 0],
    ['proof', 0],
    ['approval', PRODUCTS],
  ],
};

describe.each(Object.entries(WAYS))('LISTING_POLICY=%s', (name, way) => {
  // The keys of a record of these.
  const listingPolicy = name as ListingPolicy;
  const key = makeShopKey();
  let pipeline: Pipeline;
  let deps: HoldDeps;

  beforeAll(async () => {
    const world = { sellers: [bigSeller(PRODUCTS, { phone: PHONE })] };
    pipeline = await startPipeline({ world, services: { listingPolicy } });
    const { db, vectors } = pipeline;
    deps = { db, relist: (ids) => recomputeListing({ db, vectors, listingPolicy }, ids) };
  });
  afterAll(() => pipeline?.close());

  const product = (): WorldProduct => {
    const [first] = pipeline.world.products(PHONE);
    if (first === undefined) throw new Error('the world has no product');
    return first;
  };
  /** How many shoppers see; null while their searches find others. */
  async function live(): Promise<number | null> {
    const listed = await pipeline.db.product.count({ where: { isListed: true } });
    return (await pipeline.vectors.count()) === listed ? listed : null;
  }
  const until = async (reached: () => Promise<boolean>) => {
    while (!(await reached())) await new Promise((resolve) => setTimeout(resolve, 50));
  };

  const STEPS: Record<Step, () => Promise<void>> = {
    async paste() {
      const { sellers } = await pipeline.paste(pipeline.world.catalogueLink(PHONE));
      await holdShops(pipeline.db, hashShopKey(key), [PHONE]);
      const sync = await pipeline.untilEnded(sellers[0]?.syncId ?? '');
      expect(sync.counts).toMatchObject({ found: PRODUCTS, approved: PRODUCTS });
      await expectConsistent(pipeline, sync.id);
    },
    async approval() {
      expect(await approveSeller(deps, { ...ADMIN, approved: true })).toMatchObject({ changed: true });
    },
    async proof() {
      const { db, world } = pipeline;
      const { id: sellerId } = await db.seller.findUniqueOrThrow({ where: { phone: PHONE } });
      const prover = { sellerId, phone: PHONE, keyHash: hashShopKey(key) };
      const { code } = await startProof(db, prover);
      const { id, description } = product();
      world.control({ do: 'product', id, description: `${description}\n${code}` });
      const requestLook = async (look: Parameters<typeof sellerProofRequested.create>[0]) =>
        void (await pipeline.send(sellerProofRequested.create(look)));
      await askForLook({ db, whatsappOrigin: world.origin, requestLook }, { ...prover, product: id });
      await until(async () => {
        const proof = await readProof(db, prover);
        expect(proof?.finding).toBeNull();
        return proof?.state === 'proven';
      });
      expect(await readShopAccess(db, key, sellerId)).toMatchObject({ level: 'owner' });
      // Read again with the code still in its text, nothing has changed.
      const again = await pipeline.paste(world.productLink(id));
      const { counts } = await pipeline.untilEnded(again.sellers[0]?.syncId ?? '');
      expect(counts).toMatchObject({ found: 1, unchanged: 1 });
    },
  };

  test('from a paste to live', async () => {
    for (const [step, seen] of way) {
      await STEPS[step]();
      // What follows from a proof is the worker's to do.
      await until(async () => (await live()) === seen);
    }
    // No step listed them before, to be undone since.
    const { db } = pipeline;
    const lines = await db.catalogSyncLog.findMany({ where: { eventType: { in: ['listed', 'unlisted'] } } });
    expect(lines.map(({ eventType }) => eventType)).toEqual(Array(PRODUCTS).fill('listed'));
  });

  test('suspended: gone, whatever is pasted and judged meanwhile; and back once an admin says so', async () => {
    const { db, world } = pipeline;
    expect(await live()).toBe(PRODUCTS);
    await holdSeller(deps, { ...ADMIN, hold: 'suspended', reason: 'Sells fakes' });
    expect(await live()).toBe(0);
    const lines = await db.catalogSyncLog.findMany({ where: { eventType: 'unlisted' } });
    expect(lines.map(({ code }) => code)).toEqual(Array(PRODUCTS).fill('seller_suspended'));

    const { id, title } = product();
    world.control({ do: 'product', id, title: `${title}, sasa mpya` });
    const { sellers } = await pipeline.paste(world.catalogueLink(PHONE));
    const sync = await pipeline.untilEnded(sellers[0]?.syncId ?? '');
    expect(sync.counts).toMatchObject({ approved: 1, unchanged: PRODUCTS - 1 });
    await expectConsistent(pipeline, sync.id);
    expect(await live()).toBe(0);

    await releaseSeller(deps, { ...ADMIN, hold: 'suspended' });
    expect(await live()).toBe(PRODUCTS);
  });
});
