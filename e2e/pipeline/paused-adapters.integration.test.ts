import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import { resumeRequested } from '@/inngest/events';
import { startMeanS3 } from '@/lib/media/fixtures/mean-s3';
import { S3ObjectStore } from '@/lib/media/s3-object-store';
import type { Service } from '@/lib/platform/errors';
import { GeminiReviewer } from '@/lib/quality/gemini-reviewer';
import { tryAtOnce } from '@/lib/service-faults/open-faults';
import { readPausedServices } from '@/lib/service-faults/paused-services';
import { MilvusVectorStore } from '@/lib/vectors/milvus-vector-store';
import type { VectorStore } from '@/lib/vectors/vector-store';
import { expectConsistent } from './expect-consistent';
import { type Pipeline, startPipeline } from './start-pipeline';

// The same as paused.integration.test.ts with the services' own adapters: each meets what it would in the field.

const PRODUCTS = 12;
const PHONES = { key: '254733000060', bucket: '254733000062', milvus: '254733000063' };
const TROUBLES = [
  ['retired-model', '254733000064'],
  ['billing', '254733000065'],
  ['location', '254733000066'],
  ['daily-quota', '254733000067'],
] as const;
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let pipeline: Pipeline;
let s3: Awaited<ReturnType<typeof startMeanS3>>;
/** What is set at present: to be set wrongly, and to be mended. */
const set = { apiKey: '', bucket: 'pictures', milvus: null as VectorStore | null };

const reviewer = () =>
  new GeminiReviewer({ apiKey: set.apiKey, model: 'gemini-test', baseUrl: pipeline.world.geminiBaseUrl });
const objects = () =>
  new S3ObjectStore({
    ...{ bucket: set.bucket, region: 'eu-west-1', endpoint: s3.endpoint, publicUrl: 'https://cdn.example' },
    credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
  });

beforeAll(async () => {
  s3 = await startMeanS3('eu-west-1');
  pipeline = await startPipeline({
    world: {
      sellers: [...Object.values(PHONES), ...TROUBLES.map(([, phone]) => phone)].map((phone) =>
        bigSeller(PRODUCTS, { phone }),
      ),
    },
    services: {
      reviewer: {
        name: 'gemini-test',
        review: (subject) => reviewer().review(subject),
        ping: () => reviewer().ping(),
      },
      objects: {
        put: (object) => objects().put(object),
        get: (key) => objects().get(key),
        remove: (keys) => objects().remove(keys),
        publicUrl: (key) => objects().publicUrl(key),
      },
      vectors: (real) => ({
        space: real.space,
        upsert: (entries) => (set.milvus ?? real).upsert(entries),
        remove: (ids) => (set.milvus ?? real).remove(ids),
      }),
    },
  });
  set.apiKey = pipeline.world.geminiApiKey;
});
afterAll(async () => {
  await pipeline?.close();
  s3?.close();
});

async function playThrough(phone: string, service: Service, words: RegExp, mend: () => void): Promise<void> {
  const { db, world } = pipeline;
  const { sellers } = await pipeline.paste(world.catalogueLink(phone));
  const syncRunId = sellers[0]?.syncId ?? '';
  for (;;) {
    const items = await db.syncItem.findMany({ where: { syncRunId } });
    if (items.length === PRODUCTS && items.every(({ waitsFor }) => waitsFor === service)) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const decided = { syncRunId, OR: [{ outcome: { not: null } }, { problemCode: { not: null } }] };
  expect(await db.syncItem.count({ where: decided })).toBe(0);
  expect(await db.qualityReview.count({ where: { product: { sellerPhone: phone }, decision: 'flagged' } })).toBe(0);
  expect(await readPausedServices(db)).toMatchObject([
    { service, message: expect.stringMatching(words), waiting: PRODUCTS, remedy: expect.stringMatching(/\w/) },
  ]);
  mend();
  await tryAtOnce(db, null);
  await pipeline.send(resumeRequested.create({ reason: 'test' }));
  const sync = await pipeline.untilEnded(syncRunId);
  expect(sync.counts).toMatchObject({ found: PRODUCTS, failed: 0, persisted: sync.counts.approved });
  expect(sync.counts.approved).toBeGreaterThan(0);
  await expectConsistent(pipeline, syncRunId);
  expect(await readPausedServices(db)).toEqual([]);
}

test('a wrong key', async () => {
  set.apiKey = 'AIza-another';
  await playThrough(PHONES.key, 'reviewer', /API key not valid/, () => {
    set.apiKey = pipeline.world.geminiApiKey;
  });
});

test('a bucket that is not there', async () => {
  set.bucket = 'nowhere';
  await playThrough(PHONES.bucket, 'images', /bucket does not exist/, () => {
    set.bucket = 'pictures';
  });
});

test('a stopped Milvus', async () => {
  set.milvus = new MilvusVectorStore({ address: '127.0.0.1:1', space: 'stand-in', timeoutMs: 1_000 });
  await playThrough(PHONES.milvus, 'vectors', /Milvus at 127\.0\.0\.1:1/, () => {
    set.milvus = null;
  });
});

test.each(TROUBLES)('Gemini: %s', async (trouble, phone) => {
  pipeline.world.control({ do: 'quirk', on: 'gemini', quirk: { kind: 'trouble', as: trouble } });
  await playThrough(phone, 'reviewer', /^Gemini/, () => {
    pipeline.world.control({ do: 'quirks-off' });
  });
});
