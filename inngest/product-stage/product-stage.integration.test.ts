import { InngestTestEngine, mockCtx } from '@inngest/test';
import { Inngest } from 'inngest';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { pauseWork, resumeWork } from '@/lib/pauses/pauses';
import { AGAIN, type Service, SokoError } from '@/lib/platform/errors';
import { makeEmbeddedProduct } from '@/lib/products/products-for-tests';
import { moveItems } from '@/lib/syncs/move-items';
import { type ProductEvent, productHydrated, productHydrateRequested } from '../events';
import type { Again, Failed } from './attempts';
import {
  attemptBatch,
  createProductStage,
  endBatch,
  type InHand,
  type ProductStage,
  type StageDeps,
  settledAsFailed,
} from './product-stage';

const sellerPhone = '254711000090';
const IDS = ['1', '2', '3'];
const database = useTestDatabase();
let syncRunId: string;
let attempted: string[][];
/** What an attempt at a product comes to, if it does not just succeed. */
let comesTo: Map<string, () => Again | Failed | null>;
let reported: string[];

beforeEach(async () => {
  await database.prisma.seller.deleteMany();
  [attempted, comesTo, reported] = [[], new Map(), []];
  for (const productId of IDS) await makeEmbeddedProduct(database.prisma, { productId, sellerPhone, imageHash: 'a' });
  syncRunId = await openRun(IDS);
});

async function openRun(productIds: string[]): Promise<string> {
  const { prisma: db } = database;
  const { id } = await db.syncRun.create({ data: { sellerPhone, kind: 'replay', state: 'running', outcome: 'found' } });
  const items = productIds.map((productId) => ({ syncRunId: id, productId, sellerPhone }));
  await db.syncItem.createMany({ data: items });
  return id;
}

const deps = (): StageDeps => ({
  db: database.prisma,
  report: {
    product: (_stage, { productId }, result, code) => void reported.push([productId, result, code].join(' ').trim()),
    timed: (_, work) => work(),
  },
});

/** A stage that reads nothing and hands on everything. */
const stage = (change: Partial<ProductStage<string>> = {}): ProductStage<string> => ({
  id: 'stage-under-test',
  stage: 'hydrate',
  startedBy: productHydrateRequested,
  next: { stage: 'embed', event: productHydrated },
  batch: 20,
  batchesAtOnce: 2,
  batchesOfOneLane: 1,
  productsAtOnce: 2,
  waitsFor: () => [1_000, 2_000],
  begin: async (batch) => void attempted.push(batch.map(({ product }) => product.productId)),
  attempt: async ({ product: { productId } }: InHand) =>
    comesTo.has(productId) ? (comesTo.get(productId)?.() ?? null) : { kind: 'done', found: 'read' },
  settle: async (entries) =>
    entries.map((entry) =>
      entry.kind === 'failed'
        ? settledAsFailed('hydrate', entry)
        : { item: entry.item, result: entry.found, move: { stage: 'embed', hydrated: true }, handOn: true },
    ),
  ...change,
});

const itemOf = (productId: string, run = syncRunId) => ({ syncRunId: run, productId, sellerPhone });
const pendingOf = (productId: string, attempts = 0) => ({ item: itemOf(productId), attempts });
const all = (attempts = 0) => IDS.map((id) => pendingOf(id, attempts));
/** In which round, and in which Inngest run. */
const by = (round: number, runId = 'one') => ({ round, runId });
const handedOn = ({ events }: { events: { data: { productId: string } }[] }) =>
  events.map((event) => event.data.productId);
const stages = async () => {
  const items = await database.prisma.syncItem.findMany({ where: { syncRunId }, orderBy: { productId: 'asc' } });
  return items.map((item) => item.outcome ?? item.stage);
};
const later: Again = { kind: 'retry', code: 'http_500', message: 'Later.' };

describe('an attempt at a batch', () => {
  test('hands on what is done, keeps what is to be tried again, ends what failed', async () => {
    comesTo.set('2', () => later).set('3', () => ({ kind: 'failed', code: 'no_good', message: 'No.' }));
    const done = await attemptBatch(deps(), stage(), all(), by(0));
    expect(handedOn(done)).toEqual(['1']);
    expect(done.retries).toMatchObject([{ item: itemOf('2'), attempts: 1, afterMs: 1_000 }]);
    expect(await stages()).toEqual(['embed', 'hydrate', 'failed']);
    expect(reported).toEqual(['2 retry http_500', '1 read', '3 failed no_good']);
  });

  test('that dies before it could hand on does so when it is run again, and works on nothing twice', async () => {
    await attemptBatch(deps(), stage(), all(), by(0));
    expect(handedOn(await attemptBatch(deps(), stage(), all(), by(0)))).toEqual(IDS);
    expect(attempted).toEqual([IDS]);
  });

  test('fails what has had its chances', async () => {
    comesTo.set('1', () => later);
    expect((await attemptBatch(deps(), stage(), [pendingOf('1', 2)], by(2))).retries).toEqual([]);
    expect((await stages())[0]).toBe('failed');
  });

  test('tries again what could not be written down, and fails it in the end', async () => {
    const settle = stage().settle;
    const unwritten = stage({
      settle: async (entries) =>
        entries.some((entry) => entry.kind === 'failed')
          ? settle(entries)
          : entries.map(({ item }) => ({ item, result: 'changed', again: later })),
    });
    expect((await attemptBatch(deps(), unwritten, [pendingOf('1', 1)], by(1))).retries).toMatchObject([
      { attempts: 2 },
    ]);
    expect((await attemptBatch(deps(), unwritten, [pendingOf('1', 2)], by(2))).retries).toEqual([]);
    expect((await stages())[0]).toBe('failed');
  });

  test('works once on a product that two runs bring, for both', async () => {
    const other = await openRun(['1']);
    let attempts = 0;
    const counting = stage({
      attempt: async () => {
        attempts += 1;
        return { kind: 'done', found: 'read' };
      },
    });
    const done = await attemptBatch(
      deps(),
      counting,
      [pendingOf('1'), { item: itemOf('1', other), attempts: 0 }],
      by(0),
    );
    expect([attempts, handedOn(done)]).toEqual([1, ['1', '1']]);
  });

  test('takes what is thrown for that product’s trouble, unless it is the database', async () => {
    const throwing = (error: Error) => stage({ attempt: () => Promise.reject(error) });
    const refused = new SokoError({ code: 'store_refused', message: 'No.' });
    const away = new SokoError({ code: 'store_away', message: 'Away.', retry: AGAIN });
    expect((await attemptBatch(deps(), throwing(away), [pendingOf('1')], by(0))).retries).toHaveLength(1);
    expect((await attemptBatch(deps(), throwing(refused), [pendingOf('1')], by(0))).retries).toEqual([]);
    expect((await stages())[0]).toBe('failed');
    const down = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    await expect(attemptBatch(deps(), throwing(down), [pendingOf('2')], by(0))).rejects.toBe(down);
  });

  test('leaves out what was erased with its seller, and what there is nothing to be done for', async () => {
    comesTo.set('2', () => null);
    await database.prisma.product.delete({ where: { productId: '1' } });
    expect(handedOn(await attemptBatch(deps(), stage(), all(), by(0)))).toEqual(['3']);
    expect(await stages()).toEqual(['hydrate', 'embed']);
  });
});

describe('what another Inngest run has in hand', () => {
  test('is left to it: an event that was sent twice asks nobody twice', async () => {
    const twice: ProductEvent[] = [];
    const busy = stage({
      begin: async (batch) => {
        attempted.push(batch.map(({ product }) => product.productId));
        twice.push(...(await attemptBatch(deps(), stage(), all(), by(0, 'another'))).events);
      },
    });
    expect(handedOn(await attemptBatch(deps(), busy, all(), by(0)))).toEqual(IDS);
    expect([attempted, twice]).toEqual([[IDS], []]);
  });

  test('is tried again by itself, after its wait or its worker’s death', async () => {
    comesTo.set('1', () => later);
    const { retries } = await attemptBatch(deps(), stage(), [pendingOf('1')], by(0));
    comesTo.clear();
    expect((await attemptBatch(deps(), stage(), [pendingOf('1')], by(0, 'another'))).events).toEqual([]);
    expect(handedOn(await attemptBatch(deps(), stage(), retries, by(1)))).toEqual(['1']);
  });

  test('is not handed on a second time once the next stage has begun with it', async () => {
    await attemptBatch(deps(), stage(), [pendingOf('1')], by(0));
    const next = stage({ stage: 'embed', next: null, settle: async () => [] });
    await attemptBatch(deps(), next, [pendingOf('1')], by(0, 'embedding'));
    expect(handedOn(await attemptBatch(deps(), stage(), [pendingOf('1')], by(0)))).toEqual([]);
  });
});

describe('a service that is at fault', () => {
  const fault = (service: Service) =>
    new SokoError({ code: 'set_wrongly', message: 'No such bucket.', fault: { service, remedy: 'Set S3_BUCKET.' } });
  const throws = (...ids: string[]) => {
    for (const id of ids)
      comesTo.set(id, () => {
        throw fault('images');
      });
  };
  const waiting = async () => {
    const items = await database.prisma.syncItem.findMany({ where: { syncRunId }, orderBy: { productId: 'asc' } });
    return items.map((item) => item.waitsFor);
  };

  test('leaves what needs it where it stands, uses no attempt and ends the run; the rest goes on', async () => {
    throws('2', '3');
    const done = await attemptBatch(deps(), stage(), all(2), by(2));
    expect(done.retries).toEqual([]);
    expect(handedOn(done)).toEqual(['1']);
    expect(await stages()).toEqual(['embed', 'hydrate', 'hydrate']);
    expect(await waiting()).toEqual([null, 'images', 'images']);
    expect(reported).toContain('2 waits set_wrongly');
  });

  test('lets all of a batch wait that could not be written down for it, and be written down later', async () => {
    const unwritten = stage({ settle: () => Promise.reject(fault('vectors')) });
    expect(await attemptBatch(deps(), unwritten, all(), by(0))).toEqual({ retries: [], events: [] });
    expect(await waiting()).toEqual(['vectors', 'vectors', 'vectors']);
    expect(handedOn(await attemptBatch(deps(), stage(), all(), by(0)))).toEqual(IDS);
    expect(await waiting()).toEqual([null, null, null]);
  });

  test('ends nothing in a run that has failed for good either', async () => {
    const unwritten = stage({ settle: () => Promise.reject(fault('vectors')) });
    await endBatch(deps(), unwritten, [itemOf('1')], { code: 'unexpected', message: 'killed' });
    expect(await stages()).toEqual(['hydrate', 'hydrate', 'hydrate']);
    expect(await waiting()).toEqual(['vectors', null, null]);
  });

  test('leaves alone what has moved on meanwhile', async () => {
    throws('1');
    const moving = stage({
      begin: async () => void (await moveItems(database.prisma, syncRunId, [{ productId: '1', stage: 'review' }])),
    });
    await attemptBatch(deps(), moving, [pendingOf('1')], by(0));
    expect([(await stages())[0], (await waiting())[0]]).toEqual(['review', null]);
  });

  test('outside of a run there is nothing that could wait', async () => {
    throws('1');
    const outside = { item: { ...itemOf('1'), syncRunId: null }, attempts: 0 };
    expect(await attemptBatch(deps(), stage(), [outside], by(0))).toEqual({ retries: [], events: [] });
  });
});

describe('a stage that a person has paused', () => {
  const waiting = async () => {
    const items = await database.prisma.syncItem.findMany({ where: { syncRunId }, orderBy: { productId: 'asc' } });
    return items.map(({ waitsFor }) => waitsFor);
  };

  test('attempts nothing: its products wait where they stand, and go on once it is resumed', async () => {
    const { prisma: db } = database;
    await pauseWork(db, { what: 'hydrate', actorId: 'admin' });
    expect(await attemptBatch(deps(), stage(), all(), by(0))).toEqual({ retries: [], events: [] });
    expect(attempted).toEqual([]);
    expect(await stages()).toEqual(['hydrate', 'hydrate', 'hydrate']);
    expect(await waiting()).toEqual(['hydrate', 'hydrate', 'hydrate']);
    expect(reported).toContain('1 waits stage_paused');

    await resumeWork({ db, requestResume: async () => {} }, { what: 'hydrate', actorId: 'admin' });
    expect(handedOn(await attemptBatch(deps(), stage(), all(), by(0)))).toEqual(IDS);
    expect(await waiting()).toEqual([null, null, null]);
  });

  test('hands on what it had done before, and lets what would be tried again wait without an attempt', async () => {
    const { prisma: db } = database;
    comesTo.set('2', () => later).set('3', () => later);
    const first = await attemptBatch(deps(), stage(), all(), by(0));
    await pauseWork(db, { what: 'hydrate', actorId: 'admin' });
    const second = await attemptBatch(deps(), stage(), [pendingOf('1'), ...first.retries], by(1));
    expect([handedOn(second), second.retries]).toEqual([['1'], []]);
    expect(await stages()).toEqual(['embed', 'hydrate', 'hydrate']);
    expect(await waiting()).toEqual([null, 'hydrate', 'hydrate']);
    await db.pause.deleteMany();
  });
});

test('a batch that fails for good leaves nothing without an outcome, and hands on what had moved', async () => {
  await attemptBatch(deps(), stage(), [pendingOf('1')], by(0));
  const problem = { code: 'unexpected', message: 'killed' };
  expect(
    handedOn({
      events: await endBatch(
        deps(),
        stage(),
        IDS.map((id) => itemOf(id)),
        problem,
      ),
    }),
  ).toEqual(['1']);
  expect(await stages()).toEqual(['embed', 'failed', 'failed']);
});

test('a batch that fails for good since something of ours was away ends nothing, and hands on what moved', async () => {
  await attemptBatch(deps(), stage(), [pendingOf('1')], by(0));
  const problem = { code: 'database_unavailable', message: 'The database cannot be reached right now.' };
  const items = IDS.map((id) => itemOf(id));
  expect(handedOn({ events: await endBatch(deps(), stage(), items, problem) })).toEqual(['1']);
  expect(await stages()).toEqual(['embed', 'hydrate', 'hydrate']);
});

test('what is done is handed on at once; only what is to be tried again waits', async () => {
  let left = 2;
  comesTo.set('2', () => (left-- > 0 ? later : null));
  const inngest = new Inngest({ id: 'test', isDev: true });
  const sent = vi.spyOn(inngest, 'send').mockResolvedValue({ ids: [] });
  const engine = new InngestTestEngine({
    function: createProductStage(inngest, deps(), stage()),
    // A run is one and the same for all of its calls.
    transformCtx: (ctx) => ({ ...mockCtx(ctx), runId: 'one' }),
  });
  const { ctx } = await engine.execute({
    events: IDS.map((id) => ({ name: productHydrateRequested.name, data: itemOf(id) })) as never,
    steps: [1, 2].map((round) => ({ id: `backoff-${round}`, handler: () => {} })),
  });
  expect(attempted).toEqual([IDS, ['2'], ['2']]);
  expect(sent).toHaveBeenCalledTimes(1);
  expect(sent.mock.calls[0]?.[0]).toHaveLength(2);
  expect(ctx.step.run).toHaveBeenCalledWith('hydrate-again-2', expect.any(Function));
  expect(ctx.step.sleep).toHaveBeenCalledWith('backoff-1', 1_000);
  expect(ctx.step.sleep).toHaveBeenCalledWith('backoff-2', 2_000);
});
