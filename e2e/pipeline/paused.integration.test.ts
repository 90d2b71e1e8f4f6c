import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { mountSmallDisk } from '@/e2e/support/small-disk';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import { resumeRequested, sweepRequested } from '@/inngest/events';
import { LocalObjectStore } from '@/lib/media/local-object-store';
import { AGAIN, type Service, SokoError } from '@/lib/platform/errors';
import type { SyncStage } from '@/lib/platform/prisma-client/enums';
import { tryAtOnce } from '@/lib/service-faults/open-faults';
import { readPausedServices } from '@/lib/service-faults/paused-services';
import { readSync } from '@/lib/syncs/read-sync';
import { expectConsistent } from './expect-consistent';
import { RememberingObjects } from './remembering-objects';
import { type Pipeline, startPipeline } from './start-pipeline';

// Each played through: what is wrong is met by the pipeline as it runs, and mended while it runs.

const PRODUCTS = 30;
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

/** What each service answers at present, if it is not to work. */
const wrong = new Map<Service, SokoError>();
const asked = { reviewer: 0, images: 0, vectors: 0 };
const disk = mountSmallDisk(8);
const onDisk = new LocalObjectStore({ folder: path.join(disk?.folder ?? '/nowhere', 'media'), publicBase: '' });
const remembered = new RememberingObjects();
let pipeline: Pipeline;

function useService(service: keyof typeof asked): void {
  asked[service] += 1;
  const error = wrong.get(service);
  if (error) throw error;
}

const at = (service: Service, code: string, message: string) =>
  new SokoError({ code, message, fault: { service, remedy: `Mend ${service}.` } });

interface Case {
  what: string;
  phone: string;
  service: keyof typeof asked;
  error: SokoError;
  stage: SyncStage;
}

const CASES: Case[] = [
  {
    what: 'a wrong key',
    phone: '254733000050',
    error: at('reviewer', 'reviewer_key_refused', 'API key not valid. Please pass a valid API key.'),
    ...{ service: 'reviewer', stage: 'review' },
  },
  {
    what: 'a retired model',
    phone: '254733000051',
    error: at('reviewer', 'reviewer_model_gone', 'models/gemini-1.0-pro is not found for API version v1beta.'),
    ...{ service: 'reviewer', stage: 'review' },
  },
  {
    what: 'a bucket that is not there',
    phone: '254733000052',
    error: at('images', 'object_store_refused', 'The specified bucket does not exist'),
    ...{ service: 'images', stage: 'persist' },
  },
  {
    what: 'Milvus of another dimension',
    phone: '254733000053',
    error: at('vectors', 'vector_store_refused', 'The collection holds vectors of 512 dimensions.'),
    ...{ service: 'vectors', stage: 'review' },
  },
  {
    what: 'a stopped Milvus',
    phone: '254733000054',
    error: new SokoError({ code: 'vector_store_unavailable', message: 'Milvus did not answer.', retry: AGAIN }),
    ...{ service: 'vectors', stage: 'review' },
  },
  {
    what: 'a reviewer that stays away',
    phone: '254733000055',
    error: new SokoError({ code: 'reviewer_unavailable', message: 'Gemini did not answer.', retry: AGAIN }),
    ...{ service: 'reviewer', stage: 'review' },
  },
];
const DISK_FULL = '254733000056';

beforeAll(async () => {
  pipeline = await startPipeline({
    world: {
      sellers: [...CASES.map(({ phone }) => phone), DISK_FULL].map((phone) => bigSeller(PRODUCTS, { phone })),
    },
    services: {
      patience: { minMs: 0 },
      reviewer: {
        name: 'under-test',
        async review() {
          useService('reviewer');
          return { decision: 'approved', confidence: 0.95, problems: [], category: 'bags', note: '' };
        },
        ping: () => Promise.reject(new Error('nobody asks')),
      },
      vectors: (real) => ({
        space: real.space,
        async upsert(entries) {
          useService('vectors');
          await real.upsert(entries);
        },
        async remove(ids) {
          useService('vectors');
          await real.remove(ids);
        },
      }),
      objects: {
        async put(object) {
          useService('images');
          return (full ? onDisk : remembered).put(object);
        },
        get: (key) => remembered.get(key),
        remove: (keys) => remembered.remove(keys),
        publicUrl: (key) => remembered.publicUrl(key),
      },
    },
  });
});
afterAll(async () => {
  await pipeline?.close();
  disk?.unmount();
});
let full = false;

async function paste(phone: string): Promise<string> {
  const { sellers } = await pipeline.paste(pipeline.world.catalogueLink(phone));
  return sellers[0]?.syncId ?? '';
}

const itemsOf = (syncRunId: string) => pipeline.db.syncItem.findMany({ where: { syncRunId } });

async function untilAllWait(syncRunId: string, service: Service) {
  for (;;) {
    const items = await itemsOf(syncRunId);
    if (items.length === PRODUCTS && items.every(({ waitsFor }) => waitsFor === service)) return items;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What `/admin`'s button does; without it, the next minute's look. */
async function tryNow(): Promise<void> {
  await tryAtOnce(pipeline.db, null);
  await pipeline.send(resumeRequested.create({ reason: 'test' }));
}

async function untilAskedAgain(service: keyof typeof asked): Promise<void> {
  const before = asked[service];
  await tryNow();
  while (asked[service] === before) await new Promise((resolve) => setTimeout(resolve, 50));
}

async function expectNothingDecided(syncRunId: string, { stage, service }: Pick<Case, 'stage' | 'service'>) {
  const { db } = pipeline;
  const items = await itemsOf(syncRunId);
  expect(items).toHaveLength(PRODUCTS);
  expect(items.filter((item) => item.outcome !== null || item.problemCode !== null || item.stage !== stage)).toEqual(
    [],
  );
  const productIds = items.map(({ productId }) => productId);
  const flagged = { productId: { in: productIds }, decision: { not: 'approved' as const } };
  expect(await db.qualityReview.count({ where: flagged })).toBe(0);
  if (service === 'reviewer')
    expect(await db.qualityReview.count({ where: { productId: { in: productIds } } })).toBe(0);
}

async function expectAllWell(syncRunId: string): Promise<void> {
  const sync = await pipeline.untilEnded(syncRunId);
  expect(sync).toMatchObject({
    state: 'finished',
    counts: { found: PRODUCTS, approved: PRODUCTS, persisted: PRODUCTS },
    problems: [],
  });
  await expectConsistent(pipeline, syncRunId);
  expect(await readPausedServices(pipeline.db)).toEqual([]);
}

test.each(CASES)('$what: nothing judged, nothing lost, told, and all go on', async (each) => {
  const { phone, service, error } = each;
  wrong.set(service, error);
  const syncRunId = await paste(phone);
  await untilAllWait(syncRunId, service);
  await expectNothingDecided(syncRunId, each);
  expect(await readPausedServices(pipeline.db)).toMatchObject([
    { service, code: error.code, message: error.message, waiting: PRODUCTS, remedy: expect.stringMatching(/\w/) },
  ]);
  expect(await readSync(pipeline.db, syncRunId)).toMatchObject({
    state: 'running',
    waiting: [{ service, products: PRODUCTS }],
  });

  // One product tries it; the sweep takes nobody for stuck.
  await untilAskedAgain(service);
  await pipeline.send(sweepRequested.create({ reason: 'test' }));
  await untilAllWait(syncRunId, service);
  await expectNothingDecided(syncRunId, each);

  wrong.delete(service);
  const before = asked.reviewer;
  await tryNow();
  await expectAllWell(syncRunId);
  // Each once, the one that tried it among them.
  if (service === 'reviewer') expect(asked.reviewer - before).toBe(PRODUCTS);
});

test.skipIf(disk === null)('a full disk: pictures are stored once there is room', async () => {
  [full] = [true];
  disk?.fill();
  const syncRunId = await paste(DISK_FULL);
  await untilAllWait(syncRunId, 'images');
  await expectNothingDecided(syncRunId, { service: 'images', stage: 'persist' });
  const [paused] = await readPausedServices(pipeline.db);
  expect(paused).toMatchObject({ service: 'images', message: expect.stringContaining('is full'), waiting: PRODUCTS });
  // Shoppers see them all the same, on WhatsApp's links.
  expect(await pipeline.db.product.count({ where: { sellerPhone: DISK_FULL, isListed: true } })).toBe(PRODUCTS);

  disk?.empty();
  await tryNow();
  await expectAllWell(syncRunId);
});
