import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { QuirkInput } from '@/e2e/world/quirks/surfaces';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import { heartbeatRequested, productHydrateRequested } from '@/inngest/events';
import { SokoError } from '@/lib/platform/errors';
import type { ItemRef } from '@/lib/syncs/open-items';
import { renewPicture } from '@/lib/syncs/renew-picture';
import { expectConsistent } from './expect-consistent';
import { type Pipeline, startPipeline } from './start-pipeline';

const MIXED = '254733000010';
const STORM = '254733000011';
const UNSTORED = '254733000012';
const UNSURE = '254733000013';
const DEAD_LINKS = '254733000014';

// Seconds each on a machine of its own; a busy one must not fail them.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let pipeline: Pipeline;
/** Products of UNSURE's whose reviewer is to fail, and how. */
const reviewerFails = new Map<string, SokoError>();

beforeAll(async () => {
  pipeline = await startPipeline({
    world: {
      sellers: [
        bigSeller(40, { phone: MIXED }),
        bigSeller(60, { phone: STORM }),
        bigSeller(5, { phone: UNSTORED }),
        bigSeller(4, { phone: UNSURE }),
        bigSeller(2, { phone: DEAD_LINKS }),
      ],
    },
    worker: {
      reviewer: {
        name: 'failing',
        async review({ productId }) {
          const error = reviewerFails.get(productId);
          if (error) throw error;
          return { decision: 'approved', confidence: 0.95, problems: [], category: 'bags', note: '' };
        },
        ping: async () => ({ model: 'failing', endsAt: null, note: null }),
      },
    },
  });
});
afterAll(() => pipeline?.close());

type Quirk = { [Key in 'on' | 'quirk' | 'times' | 'skip']?: unknown };
type Case = [quirk: Quirk, outcome: string, code?: string];

/** What goes wrong with one product each, what becomes of it, and the code its seller is shown. */
const CASES: Case[] = [
  [{ on: 'page', quirk: { kind: 'status', status: 404 } }, 'inactive', 'product_gone'],
  [{ on: 'page', quirk: { kind: 'status', status: 410 } }, 'inactive', 'product_gone'],
  [{ on: 'page', quirk: { kind: 'page-not-found' } }, 'inactive', 'product_gone'],
  [{ on: 'link', quirk: { kind: 'status', status: 404 } }, 'inactive', 'product_gone'],
  [{ on: 'page', quirk: { kind: 'status', status: 500 } }, 'failed', 'http_500'],
  [{ on: 'page', quirk: { kind: 'status', status: 503 }, times: 2 }, 'approved'],
  [{ on: 'page', quirk: { kind: 'status', status: 429, retryAfterSeconds: 2 }, times: 1 }, 'approved'],
  [{ on: 'page', quirk: { kind: 'reset', after: 'half' }, times: 1 }, 'approved'],
  [{ on: 'page', quirk: { kind: 'empty' } }, 'failed', 'empty_page'],
  [{ on: 'page', quirk: { kind: 'consent-wall' }, times: 1 }, 'approved'],
  [{ on: 'page', quirk: { kind: 'login-wall' } }, 'failed', 'login_wall'],
  [{ on: 'page', quirk: { kind: 'no-og-tags' } }, 'failed', 'no_product_tags'],
  [{ on: 'page', quirk: { kind: 'redirect', to: 'http://10.0.0.1/' } }, 'failed', 'address_not_allowed'],
  [{ on: 'page', quirk: { kind: 'long-description' } }, 'approved'],
  [{ on: 'page', quirk: { kind: 'no-image' } }, 'flagged', 'no_picture'],
  [{ on: 'image', quirk: { kind: 'expired' }, times: 1 }, 'approved'],
  [{ on: 'image', quirk: { kind: 'expired', as: 'tiny-body' }, times: 1, skip: 1 }, 'approved'],
  [{ on: 'image', quirk: { kind: 'expired' }, times: 1, skip: 2 }, 'approved'],
  [{ on: 'image', quirk: { kind: 'expired' } }, 'failed', 'image_expired'],
  [{ on: 'image', quirk: { kind: 'html' } }, 'failed', 'image_not_an_image'],
  [{ on: 'image', quirk: { kind: 'svg' } }, 'failed', 'image_not_an_image'],
  [{ on: 'image', quirk: { kind: 'status', status: 404 } }, 'failed', 'image_gone'],
  [{ on: 'image', quirk: { kind: 'status', status: 500 }, times: 1 }, 'approved'],
  [{ on: 'image', quirk: { kind: 'form', as: 'cmyk' } }, 'approved'],
  [{ on: 'image', quirk: { kind: 'form', as: 'animated-webp' } }, 'approved'],
];

test('whatever WhatsApp does: one outcome each, the right one, with a code that says why', async () => {
  const { world, db } = pipeline;
  const products = world.products(MIXED);
  CASES.forEach(([quirk], i) => {
    const product = products[i]?.id;
    world.control({ do: 'quirk', product, ...quirk } as { do: 'quirk' } & QuirkInput);
  });
  const { sellers } = await pipeline.paste(world.catalogueLink(MIXED));
  const sync = await pipeline.untilEnded(sellers[0]?.syncId ?? '');
  const items = await db.syncItem.findMany({ where: { syncRunId: sync.id } });
  const became = new Map(items.map((item) => [item.productId, [item.outcome, item.problemCode]]));
  const table = products.map((product, i) => {
    const [quirk, outcome, code = null] = CASES[i] ?? [{}, 'approved'];
    return { quirk, expected: [outcome, code], got: became.get(product.id) };
  });
  expect(table.filter(({ expected, got }) => JSON.stringify(expected) !== JSON.stringify(got))).toEqual([]);
  await expectConsistent(pipeline, sync.id);
  const gone = await db.catalogSyncLog.count({ where: { syncRunId: sync.id, eventType: 'hydrate_404' } });
  expect(gone).toBe(4);
  expect(sync.problems.every((problem) => problem.message.length > 10)).toBe(true);
});

test('a storm of 429: nothing is lost', async () => {
  const { world, db } = pipeline;
  world.control({
    do: 'quirk',
    ...{ on: 'page', seller: STORM, quirk: { kind: 'rate', perSecond: 15, retryAfterSeconds: 1 } },
  });
  const { sellers } = await pipeline.paste(world.catalogueLink(STORM));
  const sync = await pipeline.untilEnded(sellers[0]?.syncId ?? '');
  expect(sync.counts).toMatchObject({ found: 60, approved: 60 });
  await expectConsistent(pipeline, sync.id);
  expect(await db.catalogSyncLog.count({ where: { syncRunId: sync.id, eventType: 'hydrate_429' } })).toBeGreaterThan(0);
});

test('pictures that cannot be stored: live on WhatsApp’s link, stored by the next heartbeat', async () => {
  const { world, db, objects } = pipeline;
  objects.failWith = new SokoError({ code: 'object_store_refused', message: 'The bucket is not there.' });
  const { sellers } = await pipeline.paste(world.catalogueLink(UNSTORED));
  const sync = await pipeline.untilEnded(sellers[0]?.syncId ?? '');
  expect(sync.counts).toMatchObject({ found: 5, approved: 5, persisted: 0 });
  expect(new Set(sync.problems.map((problem) => problem.code))).toEqual(new Set(['object_store_refused']));
  const rows = () => db.product.findMany({ where: { sellerPhone: UNSTORED } });
  for (const row of await rows()) expect(row).toMatchObject({ isListed: true, s3ImageUrl: null });
  objects.failWith = null;
  await pipeline.send(heartbeatRequested.create({ reason: 'test' }));
  while ((await rows()).some((row) => row.s3ImageUrl === null)) await new Promise((resolve) => setTimeout(resolve, 50));
  for (const row of await rows()) expect(row).toMatchObject({ isListed: true, s3ImageHash: row.imageHash });
});

test('a link that died under a shopper: the product is read again and has a new one', async () => {
  const { world, db, objects } = pipeline;
  objects.failWith = new SokoError({ code: 'object_store_refused', message: 'The bucket is not there.' });
  const { sellers } = await pipeline.paste(world.catalogueLink(DEAD_LINKS));
  await pipeline.untilEnded(sellers[0]?.syncId ?? '');
  const [before, other] = await db.product.findMany({ where: { sellerPhone: DEAD_LINKS } });
  if (!before?.imageUrl || !other) throw new Error('no live product with a link');
  const { productId, imageUrl: deadUrl } = before;
  expect((await fetch(deadUrl)).status).toBe(200);
  world.control({ do: 'advance-clock', seconds: 60 * 24 * 3600 });
  expect((await fetch(deadUrl)).status).toBe(403);
  const deps = {
    db,
    requestHydration: async (items: ItemRef[]) => {
      await pipeline.send(items.map((item) => productHydrateRequested.create(item)));
    },
  };
  const answers = await Promise.all(Array.from({ length: 5 }, () => renewPicture(deps, { productId, deadUrl })));
  expect(answers.filter(({ state }) => state === 'asked')).toHaveLength(1);
  const { syncRunId } = await db.syncItem.findFirstOrThrow({ where: { productId, run: { kind: 'replay' } } });
  const sync = await pipeline.untilEnded(syncRunId);
  expect(sync.counts).toMatchObject({ found: 1, unchanged: 1 });
  const renewed = await renewPicture(deps, { productId, deadUrl });
  expect(renewed.state).toBe('renewed');
  expect((await fetch(renewed.imageUrl ?? '')).status).toBe(200);
  // Nobody asked for the other one.
  expect(await db.product.findUniqueOrThrow({ where: { productId: other.productId } })).toMatchObject({
    imageUrl: other.imageUrl,
  });
  objects.failWith = null;
});

test('a reviewer that refuses or is away for good: flagged for a person, never approved', async () => {
  const { world, db } = pipeline;
  const [refused, invalid] = world.products(UNSURE).map((product) => product.id);
  reviewerFails.set(refused ?? '', new SokoError({ code: 'reviewer_refused', message: 'Blocked.' }));
  reviewerFails.set(invalid ?? '', new SokoError({ code: 'reviewer_invalid_answer', message: 'Not JSON.' }));
  const { sellers } = await pipeline.paste(world.catalogueLink(UNSURE));
  const sync = await pipeline.untilEnded(sellers[0]?.syncId ?? '');
  expect(sync.counts).toMatchObject({ found: 4, approved: 2, flagged: 2 });
  await expectConsistent(pipeline, sync.id);
  const logs = await db.catalogSyncLog.findMany({ where: { syncRunId: sync.id, eventType: 'qc_error' } });
  expect(logs.map((log) => log.code).sort()).toEqual(['reviewer_invalid_answer', 'reviewer_refused']);
  expect(await db.product.findUniqueOrThrow({ where: { productId: refused ?? '' } })).toMatchObject({
    isListed: false,
  });
});
