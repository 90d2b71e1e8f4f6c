import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { demoSellers } from '@/e2e/world/demo-sellers';
import { startWorld, type World } from '@/e2e/world/world';
import { besidePicture } from '@/lib/media/picture-variants';
import { MilvusVectorStore } from '@/lib/vectors/milvus-vector-store';
import { type RunningSystem, startSystem } from '@/tools/bench/running-system';
import { openRealServices, type RealServices } from './real-services';

const started = process.env.SERVICES_CONTROL_URL !== undefined;
const OUTCOMES = ['approved', 'flagged', 'rejected', 'unchanged', 'inactive', 'failed'] as const;
const EVERYTHING_MS = 900_000;

const counts = z.record(z.string(), z.number());
const syncSchema = z.object({
  state: z.enum(['queued', 'running', 'finished', 'failed']),
  outcome: z.string().nullable(),
  counts,
  problems: z.array(z.object({ productId: z.string(), code: z.string(), message: z.string() })),
});
type Sync = z.infer<typeof syncSchema>;
const onboarded = z.object({ sellers: z.array(z.object({ syncId: z.string() })).length(1) });
const searched = z.object({ results: z.array(z.object({ product: z.object({ productId: z.string() }) })) });

/** The system as `npm run up` starts it, on a real Milvus and S3 server, each chosen by its variables alone. */
describe.skipIf(!started)('the whole system on Milvus and S3', { timeout: EVERYTHING_MS }, () => {
  let services: RealServices;
  let world: World;
  let system: RunningSystem;

  beforeAll(async () => {
    const found = await openRealServices();
    if (found === null) throw new Error('the services are not running');
    services = found;
    world = await startWorld({ sellers: demoSellers(), cacheDir: '.cache/world' });
    system = await startSystem(world, services.settings);
  }, EVERYTHING_MS);

  afterAll(async () => {
    await system?.stop();
    await world?.close();
  }, 120_000);

  test('takes a seller from paste to live: vectors in Milvus, pictures in S3, searched by photo', async () => {
    const phone = sellerOf(0);
    const sync = await untilEnded(await paste(phone));
    expectAllAccountedFor(sync, phone);
    await expectIndexed(phone);
    await expectStored(phone);
    await expectCopied(phone);

    // Which come first is the model's affair, tested elsewhere; whatever is found must be live.
    const live = await liveProducts(phone);
    const form = new FormData();
    const photo = await world.picture(live[0] ?? '');
    form.set('image', new Blob([Uint8Array.from(photo)], { type: 'image/jpeg' }), 'photo.jpg');
    const answer = await fetch(`${system.url}/api/search`, { method: 'POST', body: form });
    expect(answer.status).toBe(200);
    const found = searched.parse(await answer.json()).results.map(({ product }) => product.productId);
    expect(found.length).toBeGreaterThan(0);
    expect(live).toEqual(expect.arrayContaining(found));
  });

  test('loses nothing when both are killed in the middle and started again', async () => {
    const phone = sellerOf(1);
    const syncId = await paste(phone);
    await until(async () => ((await readSync(syncId)).counts.embedded ?? 0) >= 3);
    await Promise.all([services.kill('milvus'), services.kill('s3')]);
    // Long enough for several attempts to fail, short enough for the stages not to give up.
    await sleep(4_000);
    await Promise.all([services.start('milvus'), services.start('s3')]);
    const sync = await untilEnded(syncId);
    expectAllAccountedFor(sync, phone);
    await expectIndexed(phone);
    await expectStored(phone);
  });

  function sellerOf(index: number): string {
    const withProducts = world
      .sellers()
      .map(({ phone }) => ({ phone, approved: expectedOf(phone, 'approved').length }))
      .filter(({ phone, approved }) => approved > 5 && world.products(phone).length < 120);
    const phone = withProducts[index]?.phone;
    if (phone === undefined) throw new Error(`the world has no seller ${index} of a fitting size`);
    return phone;
  }

  const expectedOf = (phone: string, outcome: string): string[] =>
    world
      .products(phone)
      .filter(({ id, listed }) => listed && world.expectedOutcome(id).outcome === outcome)
      .map(({ id }) => id)
      .sort();

  async function paste(phone: string): Promise<string> {
    const answer = await fetch(`${system.url}/api/sellers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: `Karibu! ${world.catalogueLink(phone)}` }),
    });
    expect(answer.status).toBe(202);
    return onboarded.parse(await answer.json()).sellers[0]?.syncId ?? '';
  }

  async function readSync(syncId: string): Promise<Sync> {
    return syncSchema.parse(await (await fetch(`${system.url}/api/syncs/${syncId}`)).json());
  }

  async function untilEnded(syncId: string): Promise<Sync> {
    let sync = await readSync(syncId);
    await until(async () => {
      sync = await readSync(syncId);
      return sync.state === 'finished' || sync.state === 'failed';
    });
    return sync;
  }

  function expectAllAccountedFor(sync: Sync, phone: string): void {
    const listed = world.products(phone).filter((product) => product.listed).length;
    expect(sync).toMatchObject({ state: 'finished', outcome: 'found' });
    expect(sync.counts).toMatchObject({ found: listed, failed: 0, approved: expectedOf(phone, 'approved').length });
    expect(OUTCOMES.reduce((sum, outcome) => sum + (sync.counts[outcome] ?? 0), 0)).toBe(listed);
  }

  async function liveProducts(phone: string): Promise<string[]> {
    const { rows } = await system.database.query({
      text: 'SELECT "productId" FROM "products" WHERE "sellerPhone" = $1 AND "isListed" ORDER BY "productId"',
      values: [phone],
    });
    return z
      .array(z.object({ productId: z.string() }))
      .parse(rows)
      .map(({ productId }) => productId);
  }

  /** At once, or after the sweep has repaired it. */
  async function expectIndexed(phone: string): Promise<void> {
    const approved = expectedOf(phone, 'approved');
    expect(await liveProducts(phone)).toEqual(approved);
    const { rows } = await system.database.query(`SELECT "space" FROM "embeddingSpaces" WHERE "state" = 'in_use'`);
    const [{ space }] = z
      .array(z.object({ space: z.string() }))
      .length(1)
      .parse(rows) as [{ space: string }];
    const milvus = new MilvusVectorStore({ address: services.milvusAddress, space });
    try {
      await until(async () => (await milvus.get(approved)).size === approved.length);
      for (const [productId, vector] of await milvus.get(approved.slice(0, 5))) {
        const found = await milvus.search({ vector, limit: 24 });
        expect(found[0]?.score).toBeCloseTo(1, 4);
        expect(found.map((match) => match.productId)).toContain(productId);
      }
      const rejected = [...expectedOf(phone, 'rejected'), ...expectedOf(phone, 'flagged')];
      expect((await milvus.get(rejected)).size).toBe(0);
    } finally {
      await milvus.close();
    }
  }

  async function expectStored(phone: string): Promise<void> {
    const { rows } = await system.database.query({
      text: 'SELECT "s3ImageUrl" AS "url" FROM "products" WHERE "sellerPhone" = $1 AND "isListed"',
      values: [phone],
    });
    const urls = z.array(z.object({ url: z.string().startsWith(services.publicPictures) })).parse(rows);
    for (const { url } of urls) {
      const picture = await fetch(url);
      expect(picture.status).toBe(200);
      expect(picture.headers.get('content-type')).toBe('image/jpeg');
      await picture.body?.cancel();
    }
  }

  /** Within a minute or two: copies are made in the background. */
  async function expectCopied(phone: string): Promise<void> {
    const read = async () => {
      const { rows } = await system.database.query({
        text: `SELECT "s3ImageUrl" AS "url", "s3ImageVariants" AS "variants" FROM "products"
          WHERE "sellerPhone" = $1 AND "isListed" AND "s3ImageUrl" IS NOT NULL`,
        values: [phone],
      });
      return z.array(z.object({ url: z.string(), variants: z.array(z.string()) })).parse(rows);
    };
    await until(async () => (await read()).every(({ variants }) => variants.length > 0));
    for (const { url, variants } of (await read()).slice(0, 5)) {
      expect(variants).toContain('480.avif');
      for (const variant of variants) {
        const copy = await fetch(besidePicture(url, variant));
        expect([copy.status, copy.headers.get('content-type')]).toEqual([200, `image/${variant.split('.')[1]}`]);
        expect(copy.headers.get('cache-control')).toMatch(/immutable/);
        await copy.body?.cancel();
      }
    }
  }
});

/** Asked until it says yes; the test's own time limit ends it. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(300);
}
