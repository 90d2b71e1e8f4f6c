import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { demoPastes, demoSellers, UNKNOWN_PHONE } from '@/e2e/world/demo-sellers';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import { copiesRequested, heartbeatRequested, likenessRequested } from '@/inngest/events';
import { besidePicture } from '@/lib/media/picture-variants';
import { FEWEST_PRODUCTS, photosOfEach } from '@/lib/search/likeness';
import { expectConsistent } from './expect-consistent';
import { type Pipeline, startPipeline } from './start-pipeline';

const BIG = '254733000001';

// Seconds each on a machine of its own; a busy one must not fail them.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await startPipeline({ world: { sellers: [...demoSellers(), bigSeller(200, { phone: BIG, looks: 30 })] } });
});
afterAll(() => pipeline?.close());

/** What the world says must become of the products, and what did. */
async function outcomes(syncRunId: string) {
  const items = await pipeline.db.syncItem.findMany({ where: { syncRunId } });
  return items.map(({ productId, outcome, problemCode }) => {
    const expected = pipeline.world.expectedOutcome(productId).outcome;
    return { productId, problemCode, outcome, expected: expected === 'no-picture' ? 'flagged' : expected };
  });
}

/** Where a product's picture and its smaller copies are. */
function storedUrls({ s3ImageUrl, s3ImageVariants }: { s3ImageUrl: string | null; s3ImageVariants: string[] }) {
  if (s3ImageUrl === null) return [];
  return [s3ImageUrl, ...s3ImageVariants.map((variant) => besidePicture(s3ImageUrl, variant))];
}

async function syncOf(text: string) {
  const { sellers } = await pipeline.paste(text);
  const sync = await pipeline.untilEnded(sellers[0]?.syncId ?? '');
  return sync;
}

test('200 products pasted three times at once: one run, every product live once', async () => {
  const { world, db, objects } = pipeline;
  const pastes = await Promise.all([1, 2, 3].map(() => pipeline.paste(`Our catalogue: ${world.catalogueLink(BIG)}`)));
  const ids = new Set(pastes.map((paste) => paste.sellers[0]?.syncId));
  expect(ids.size).toBe(1);
  // Whoever came first has it, and nobody else.
  expect(pastes.filter((paste) => paste.sellers[0]?.token !== null)).toHaveLength(1);
  const sync = await pipeline.untilEnded([...ids][0] ?? '');
  expect(sync.counts).toMatchObject({ found: 200, approved: 200, persisted: 200, failed: 0 });
  expect((await outcomes(sync.id)).filter(({ outcome, expected }) => outcome !== expected)).toEqual([]);
  await expectConsistent(pipeline, sync.id);
  expect(await db.product.count({ where: { sellerPhone: BIG, isListed: true } })).toBe(200);
  // Content-addressed: products of the same look share a picture.
  const stored = await db.product.findMany({ where: { sellerPhone: BIG }, distinct: ['s3ImageUrl'] });
  expect(stored.map((product) => product.s3ImageUrl).sort()).toEqual(
    objects.urls().filter((url) => url.endsWith('.jpg')),
  );
});

// Before the demo's sellers come, whose pictures are many and all different.
test('smaller copies of the pictures are made once products are live, and every product knows of them', async () => {
  const { db, objects } = pipeline;
  await pipeline.send(copiesRequested.create({ reason: 'test' }));
  const uncopied = () => db.product.count({ where: { isListed: true, s3ImageVariants: { isEmpty: true } } });
  while ((await uncopied()) > 0) await new Promise((resolve) => setTimeout(resolve, 100));
  for (const product of await db.product.findMany({ where: { sellerPhone: BIG } })) {
    expect(product.s3ImageVariants).toEqual(['480.avif', '480.webp', expect.stringMatching(/^\d+\.webp$/)]);
    for (const url of storedUrls(product)) expect(objects.urls()).toContain(url);
  }
});

test('how near what is sold comes to photos of it is measured, once there are products', async () => {
  const { db } = pipeline;
  await pipeline.send(likenessRequested.create({ reason: 'test' }));
  const measured = () => db.likenessFloor.findFirst();
  while ((await measured()) === null) await new Promise((resolve) => setTimeout(resolve, 100));
  const { floor, photos, products } = (await measured()) ?? {};
  expect(floor).toEqual(expect.any(Number));
  // The cron may have come while the last of the 200 were on their way.
  expect(products).toBeGreaterThanOrEqual(FEWEST_PRODUCTS);
  expect(photos).toBe((products ?? 0) * photosOfEach(products ?? 0));
});

test('the demo’s sellers, with all their hiccups: outcomes are the ground truth', async () => {
  const { world } = pipeline;
  const pastes = demoPastes(world.origin, demoSellers()).filter(({ phone }) => phone !== UNKNOWN_PHONE);
  const syncs = await Promise.all(pastes.map(({ text }) => syncOf(text)));
  for (const sync of syncs) {
    expect((await outcomes(sync.id)).filter(({ outcome, expected }) => outcome !== expected)).toEqual([]);
    await expectConsistent(pipeline, sync.id);
  }
});

test('a number without a catalogue ends its run with an honest reason', async () => {
  const sync = await syncOf(`${pipeline.world.origin}/c/${UNKNOWN_PHONE}`);
  expect(sync).toMatchObject({ state: 'failed', outcome: 'not_found', counts: { found: 0 } });
  expect(sync.detail).toMatch(/catalogue/);
});

describe('the heartbeat', () => {
  /** Runs one over everything of the big seller's, as if a day had passed. */
  async function heartbeat() {
    const { db } = pipeline;
    const longAgo = new Date(Date.now() - 48 * 3_600_000);
    await db.product.updateMany({
      where: { sellerPhone: BIG },
      data: { lastHydratedAt: longAgo, hydrateAttemptAt: longAgo },
    });
    const before = new Set((await db.syncRun.findMany({ select: { id: true } })).map((run) => run.id));
    await pipeline.send(heartbeatRequested.create({ reason: 'test' }));
    for (;;) {
      const runs = await db.syncRun.findMany({ where: { kind: 'heartbeat' }, select: { id: true } });
      const opened = runs.find((run) => !before.has(run.id));
      if (opened) return pipeline.untilEnded(opened.id);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  test('over unchanged products costs a page and a picture each, no embedding and no review', async () => {
    const { db, world } = pipeline;
    const reviews = await db.qualityReview.count();
    const embedded = await db.productEmbedding.findMany({ orderBy: { productId: 'asc' }, select: { createdAt: true } });
    world.control({ do: 'reset-stats' });
    const sync = await heartbeat();
    expect(sync.counts).toMatchObject({ found: 200, unchanged: 200, embedded: 0 });
    expect(await db.qualityReview.count()).toBe(reviews);
    expect(await db.productEmbedding.findMany({ orderBy: { productId: 'asc' }, select: { createdAt: true } })).toEqual(
      embedded,
    );
    await expectConsistent(pipeline, sync.id);
    expect(await db.product.count({ where: { sellerPhone: BIG, isListed: true } })).toBe(200);
    const logs = await db.catalogSyncLog.findMany({
      where: { syncRunId: sync.id, productId: null },
      orderBy: { id: 'asc' },
    });
    expect(logs.map((log) => log.eventType)).toEqual(['heartbeat_start', 'heartbeat_done']);
  });

  test('sees a new picture, new words, a new price, a picture taken away and a deleted product', async () => {
    const { db, objects, world } = pipeline;
    const ids = world.products(BIG).map((product) => product.id);
    const [picture, words, without, deleted] = ids;
    if (!picture || !words || !without || !deleted) throw new Error('too few products');
    const before = await db.product.findUniqueOrThrow({ where: { productId: picture } });
    world.control({ do: 'new-picture', id: picture });
    world.control({ do: 'product', id: words, title: 'Something else entirely', description: 'KES 99' });
    world.control({ do: 'remove-picture', id: without });
    world.control({ do: 'delete', id: deleted });
    const sync = await heartbeat();
    expect(sync.counts).toMatchObject({ found: 200, unchanged: 196, approved: 2, flagged: 1, inactive: 1 });
    await expectConsistent(pipeline, sync.id);
    const after = await db.product.findUniqueOrThrow({ where: { productId: picture } });
    expect(after).toMatchObject({ isListed: true, qcStatus: 'approved' });
    expect(after.imageHash).not.toBe(before.imageHash);
    expect(after.s3ImageUrl).not.toBe(before.s3ImageUrl);
    // The old one is gone with its copies, but for those that other products show too.
    const unshown = storedUrls(before).filter((url) => objects.urls().includes(url));
    const sharing = await db.product.count({ where: { s3ImageUrl: before.s3ImageUrl } });
    expect(unshown).toEqual(sharing > 0 ? storedUrls(before) : []);
    const row = (productId: string) => db.product.findUniqueOrThrow({ where: { productId } });
    expect(await row(words)).toMatchObject({ isListed: true, title: 'Something else entirely' });
    expect(await row(without)).toMatchObject({ isListed: false, qcStatus: 'flagged', imageHash: null });
    expect(await row(deleted)).toMatchObject({ isListed: false, isActive: false });

    world.control({ do: 'restore', id: deleted });
    await db.product.update({
      where: { productId: deleted },
      data: { missingSince: new Date(Date.now() - 30 * 3_600_000) },
    });
    const next = await heartbeat();
    expect(next.counts).toMatchObject({ found: 200, unchanged: 200 });
    expect(await row(deleted)).toMatchObject({ isListed: true, isActive: true, missingSince: null });
  });
});
