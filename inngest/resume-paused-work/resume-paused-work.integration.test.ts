import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { PictureShelf } from '@/lib/media/picture-shelf';
import { preparedAsIs } from '@/lib/media/pictures-for-tests';
import { AGAIN, type Service, SokoError } from '@/lib/platform/errors';
import { hashImage } from '@/lib/products/content-hash';
import { recomputeListing } from '@/lib/products/listing';
import { makeEmbeddedProduct, RememberingVectors } from '@/lib/products/products-for-tests';
import { guardObjects, guardReviewer, guardVectors } from '@/lib/service-faults/guarded-services';
import { readOpenFaults, tryAtOnce } from '@/lib/service-faults/open-faults';
import { ServiceGuard } from '@/lib/service-faults/service-guard';
import type { ItemRef } from '@/lib/syncs/open-items';
import { readSync } from '@/lib/syncs/read-sync';
import { takeStuckItems } from '@/lib/syncs/stuck-work';
import type { ProductEvent } from '../events';
import { lazyPersistence } from '../lazy-persistence/lazy-persistence';
import type { Pending } from '../product-stage/attempts';
import { attemptBatch, type ProductStage, type StageDeps } from '../product-stage/product-stage';
import { qualityControl } from '../quality-control/quality-control';
import { redriveEvent } from '../work-requests';
import { resumePausedWork } from './resume-paused-work';

const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
const sellerPhone = '254711000089';
const BYTES = Buffer.from('the embedded picture');
const IDS = ['1', '2', '3', '4'];
const SERVICES = ['reviewer', 'images', 'vectors'] as const;

let pipeline: SmallPipeline;
beforeEach(async () => {
  pipeline = await SmallPipeline.start();
});

interface Runnable {
  startedBy: string;
  run(pending: Pending[]): Promise<ProductEvent[]>;
}

/** Review and persist on fakes that break when told to, with the queue in memory: a kill loses what is under way. */
class SmallPipeline {
  readonly broken = new Map<Service, SokoError>();
  /** How often each product was judged to the end. */
  readonly judged = new Map<string, number>();
  readonly stored = new Set<string>();
  queue: ProductEvent[] = [];
  /** The next write of a stage's results dies, before or after it is done. */
  dies: 'before' | 'after' | null = null;
  private readonly vectors = new RememberingVectors();
  private readonly stages: Runnable[];

  private constructor(readonly syncRunId: string) {
    const guard = new ServiceGuard({
      db,
      logger: { error() {}, warn() {}, info() {} } as never,
      // Lost, as by a kill: the minute's look has to do.
      onMended: () => Promise.reject(new Error('nobody is told')),
      patience: { minFailures: 1, minMs: 0, minProducts: 1 },
    });
    const use = (service: Service) => {
      const error = this.broken.get(service);
      if (error) throw error;
    };
    const vectors = guardVectors(
      {
        space: this.vectors.space,
        upsert: async (entries) => {
          use('vectors');
          await this.vectors.upsert(entries);
        },
        remove: async (ids) => {
          use('vectors');
          await this.vectors.remove(ids);
        },
      },
      guard,
    );
    const deps = {
      db,
      report: { product() {}, timed: <T>(_: unknown, work: () => Promise<T>) => work() },
      source: {
        readPage: () => Promise.reject(new Error('the links work')),
        readPicture: async () => ({ kind: 'picture' as const, bytes: BYTES }),
      },
      shelf: new PictureShelf(),
      preparePicture: async (bytes: Uint8Array) => preparedAsIs(bytes),
      reviewer: guardReviewer(
        {
          name: 'test',
          review: async ({ productId }) => {
            use('reviewer');
            this.judged.set(productId, (this.judged.get(productId) ?? 0) + 1);
            return { decision: 'approved', confidence: 0.95, problems: [], category: 'bags', note: '' };
          },
          ping: () => Promise.reject(new Error('nobody asks')),
        },
        guard,
      ),
      applyPolicy: <Answer>(answer: Answer) => answer,
      recomputeListing: (ids: string[]) => recomputeListing({ db, vectors, listingPolicy: 'open' }, ids),
      objects: guardObjects(
        {
          put: async ({ key }) => {
            use('images');
            this.stored.add(key);
            return `/media/${key}`;
          },
          get: async () => null,
          async remove() {},
          publicUrl: (key) => `/media/${key}`,
        },
        guard,
      ),
    };
    this.stages = [this.runnable(deps, qualityControl(deps)), this.runnable(deps, lazyPersistence(deps))];
  }

  static async start(): Promise<SmallPipeline> {
    for (const productId of IDS) await makeEmbeddedProduct(db, { productId, sellerPhone, imageHash: hashImage(BYTES) });
    const { id } = await db.syncRun.create({
      data: { sellerPhone, kind: 'replay', state: 'running', outcome: 'found' },
    });
    const items = IDS.map((productId) => ({ syncRunId: id, productId, sellerPhone, stage: 'review' as const }));
    await db.syncItem.createMany({ data: items });
    const started = new SmallPipeline(id);
    started.queue = items.map((item) => redriveEvent(item));
    return started;
  }

  private runnable<Found, Context>(deps: StageDeps, stage: ProductStage<Found, Context>): Runnable {
    const mortal: ProductStage<Found, Context> = {
      ...stage,
      settle: async (attempted) => {
        const dies = this.dies;
        this.dies = null;
        if (dies === 'before') throw new Error('killed');
        const settled = await stage.settle(attempted);
        if (dies === 'after') throw new Error('killed');
        return settled;
      },
    };
    return {
      startedBy: stage.startedBy.name,
      run: async (pending) => {
        const { retries, events } = await attemptBatch(deps, mortal, pending, { round: 0, runId: randomUUID() });
        return [...events, ...retries.map(({ item }) => stage.startedBy.create(item as ItemRef))];
      },
    };
  }

  /** One stage works on what waits in its queue. Should it be killed, nobody runs it again but the sweep. */
  async work(): Promise<void> {
    const stage = this.stages.find(({ startedBy }) => this.queue.some(({ name }) => name === startedBy));
    if (stage === undefined) return;
    const mine = this.queue.filter(({ name }) => name === stage.startedBy);
    this.queue = this.queue.filter((event) => !mine.includes(event));
    const onward = await stage.run(mine.map(({ data }) => ({ item: data, attempts: 0 }))).catch(() => []);
    this.queue.push(...onward);
  }

  /** The process dies before what it has sent is known to be sent, or not at all. */
  async resume(dies: boolean): Promise<void> {
    await resumePausedWork(db, async (events) => {
      this.queue.push(...events);
      if (dies) throw new Error('killed');
    }).catch(() => {});
  }

  async sweep(): Promise<void> {
    // Its patience has tests of its own.
    await db.syncItem.updateMany({ data: { redrives: 0 } });
    this.queue.push(...(await takeStuckItems(db, { idleMs: -1_000_000, limit: 100 })).map(redriveEvent));
  }

  async mendAll(): Promise<void> {
    [this.dies] = [null];
    this.broken.clear();
    for (let round = 0; round < 20; round++) {
      await tryAtOnce(db, null);
      await this.resume(false);
      // What a kill lost is the sweep's.
      if (this.queue.length === 0) await this.sweep();
      while (this.queue.length > 0) await this.work();
      if ((await readSync(db, this.syncRunId))?.state === 'finished') return;
    }
  }
}

const errorOf = (service: Service, away: boolean) =>
  away
    ? new SokoError({ code: `${service}_unavailable`, message: 'Away.', retry: AGAIN })
    : new SokoError({ code: 'set_wrongly', message: 'No.', fault: { service, remedy: 'Mend it.' } });

type Step = 'work' | 'sweep' | 'resume' | 'resume, killed' | 'kill' | 'die before' | 'die after' | Broken | Service;
interface Broken {
  service: Service;
  away: boolean;
}

async function take(step: Step): Promise<void> {
  if (typeof step === 'object') pipeline.broken.set(step.service, errorOf(step.service, step.away));
  else if (step === 'work') await pipeline.work();
  else if (step === 'sweep') await pipeline.sweep();
  else if (step === 'resume' || step === 'resume, killed') {
    await tryAtOnce(db, null);
    await pipeline.resume(step !== 'resume');
  } else if (step === 'kill') pipeline.queue = [];
  else if (step === 'die before') pipeline.dies = 'before';
  else if (step === 'die after') pipeline.dies = 'after';
  else pipeline.broken.delete(step);
}

test('whatever breaks, is mended and is killed, in whatever order: all end well, each judged once', async () => {
  const service = fc.constantFrom(...SERVICES);
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 6, arbitrary: fc.constant<Step>('work') },
    { weight: 3, arbitrary: fc.constantFrom<Step[]>('sweep', 'resume', 'resume, killed') },
    { weight: 2, arbitrary: fc.constantFrom<Step[]>('kill', 'die before', 'die after') },
    { weight: 3, arbitrary: fc.record({ service, away: fc.boolean() }) },
    { weight: 2, arbitrary: service },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      await db.seller.deleteMany();
      await db.syncRun.deleteMany();
      await db.serviceFault.deleteMany();
      pipeline = await SmallPipeline.start();
      for (const each of steps) await take(each);
      // Until it is mended nothing is decided by what is broken.
      const sofar = await readSync(db, pipeline.syncRunId);
      expect(sofar?.counts).toMatchObject({ found: IDS.length, flagged: 0, rejected: 0, failed: 0 });
      expect(sofar?.problems).toEqual([]);

      await pipeline.mendAll();
      expect(await readSync(db, pipeline.syncRunId)).toMatchObject({
        state: 'finished',
        counts: { found: IDS.length, approved: IDS.length, persisted: IDS.length },
        problems: [],
      });
      expect([...pipeline.judged.values()]).toEqual(IDS.map(() => 1));
      expect(await readOpenFaults(db)).toEqual([]);
      expect(await db.product.count({ where: { isListed: true } })).toBe(IDS.length);
    }),
    { numRuns: 40 },
  );
});

test('what waits is sent on by one try and then all at once, in the order of its waiting', async () => {
  await take({ service: 'reviewer', away: false });
  await pipeline.work();
  expect(pipeline.queue).toEqual([]);
  await pipeline.resume(false);
  expect(pipeline.queue).toEqual([]);
  await tryAtOnce(db, 'reviewer');
  await pipeline.resume(false);
  expect(pipeline.queue).toHaveLength(1);
  await take('reviewer');
  await pipeline.work();
  await pipeline.resume(false);
  const reviews = pipeline.queue.filter(({ name }) => name === 'product/embedded');
  expect(reviews.map(({ data }) => data.productId).sort()).toHaveLength(IDS.length - 1);
});
