import type { Inngest } from 'inngest';
import pLimit from 'p-limit';
import { isPaused } from '@/lib/pauses/pauses';
import { asDatabaseUnavailable } from '@/lib/platform/db-errors';
import { asSokoError, SokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { type ProductRecord, readProducts } from '@/lib/products/product-record';
import { type FaultError, isFault } from '@/lib/service-faults/open-faults';
import { isOutageCode } from '@/lib/service-faults/outage-count';
import { type ItemMove, moveItemsOfRuns } from '@/lib/syncs/move-items';
import { beginItems, isInRun, readOpenItems, refOf } from '@/lib/syncs/open-items';
import { writeSyncLogs } from '@/lib/syncs/sync-log';
import { withInngestErrors } from '../errors';
import type { ProductEvent, ProductEventType } from '../events';
import { batchOfOneLane, sharedByLanes } from '../lanes';
import {
  type Again,
  type Failed,
  keyOf,
  nextAttempt,
  type Pending,
  type Problem,
  type Retry,
  type StageItem,
} from './attempts';
import { failedData, failedMove, type ItemStage, problemOf } from './failures';
import { letAllWait, letStageWait, unlessPaused, type Waiting } from './pauses';
import type { StageReport } from './stage-report';
import { forProduct, recordWait } from './stage-spans';

export interface StageDeps {
  db: PrismaClient;
  report: StageReport;
}

/** A product that a stage has in hand. */
export interface InHand {
  item: StageItem;
  product: ProductRecord;
}

/** What a stage's work on one product came to; null when there is nothing to be done. */
export type Attempt<Found> = { kind: 'done'; found: Found } | Again | Failed | null;

/** The same, for one of the runs that brought the product; what may be tried again is not among them. */
export type Attempted<Found> = InHand & ({ kind: 'done'; found: Found } | Failed);

/** A service that it needs is at fault. */
interface Paused {
  kind: 'paused';
  error: FaultError;
}

/** What becomes of an item. */
export interface Settled {
  item: StageItem;
  /** For logs and metrics: what became of it at this stage, in a word or two. */
  result: string;
  code?: string;
  move?: Omit<ItemMove, 'productId'>;
  /** It goes on to the next stage. */
  handOn?: boolean;
  /** Besides: what else is to be sent because of it. */
  events?: ProductEvent[];
  /** It could not be written down after all, and is tried again. */
  again?: Again;
}

/** All that tells one product stage from another. */
export interface ProductStage<Found, Context = undefined> {
  /** The Inngest function's id. */
  id: string;
  stage: ItemStage;
  /** The event that starts it. */
  startedBy: ProductEventType;
  /** What it hands on; null for the last one. */
  next: { stage: ItemStage; event: ProductEventType } | null;
  /** Products in one call; its events are all of one lane. */
  batch: number;
  /** Calls at once, and of one lane: the place that is left over is somebody else's, whoever has much waiting. */
  batchesAtOnce: number;
  batchesOfOneLane: number;
  throttle?: { limit: number; period: '1s'; burst: number };
  /** Attempts at once within a batch. */
  productsAtOnce: number;
  /** Before each attempt after the first, in ms: how many there are is how often it is tried again. */
  waitsFor(code: string): readonly number[];
  /** What the batch's attempts share. `round` counts from 0. */
  begin(batch: InHand[], round: number): Promise<Context>;
  /**
   * One attempt at one product. What it throws counts as trouble with that product, but for a service's fault: the
   * product waits where it stands. Safe to run twice.
   */
  attempt(inHand: InHand, context: Context): Promise<Attempt<Found>>;
  /** Told of what could not be done now; `afterMs` is null for what has had its chances. */
  noteTroubles?(troubles: { item: StageItem; code: string; afterMs: number | null }[]): Promise<void>;
  /**
   * Writes down what the attempts came to and says what becomes of the items. Should it throw a service's fault, all of
   * them wait. Safe to run twice.
   */
  settle(attempted: Attempted<Found>[]): Promise<Settled[]>;
}

/**
 * Products' own troubles are tried again in rounds; Inngest's retries are for outages of ours (the database restarting,
 * a killed worker), which last minutes. Ten spread over some 40 minutes in the embedded engine, over hours on Inngest's
 * server.
 */
export const OUTAGE_RETRIES = 10;

/**
 * A product stage as an Inngest function: a batch is attempted in one step, which also hands on what is done; then
 * those of it that may be tried again, each round a step of its own with a durable wait before.
 */
export function createProductStage<Found, Context>(
  inngest: Inngest,
  deps: StageDeps,
  stage: ProductStage<Found, Context>,
) {
  const send = async (events: ProductEvent[]) => {
    if (events.length > 0) await inngest.send(events);
  };
  return inngest.createFunction(
    {
      id: stage.id,
      triggers: [stage.startedBy],
      batchEvents: batchOfOneLane(stage.batch),
      concurrency: sharedByLanes({ all: stage.batchesAtOnce, ofOneLane: stage.batchesOfOneLane }),
      ...(stage.throttle === undefined ? {} : { throttle: stage.throttle }),
      retries: OUTAGE_RETRIES,
      onFailure: async ({ event, error }) => {
        await send(await endBatch(deps, stage, failedData(event, stage.startedBy.schema), problemOf(error)));
      },
    },
    async ({ events, step, runId }) => {
      let pending: Pending[] = events.map((event) => ({ item: event.data, attempts: 0 }));
      for (let round = 0; pending.length > 0; round++) {
        const batch = pending;
        const retries: Retry[] = await step.run(round === 0 ? stage.stage : `${stage.stage}-again-${round}`, () =>
          withInngestErrors(() =>
            deps.report.timed(stage.stage, async () => {
              if (round === 0) recordWait(stage.stage, events);
              const done = await attemptBatch(deps, stage, batch, { round, runId }).catch(byName);
              // Within the step: should it end before, what has moved on is handed on when the step is run again.
              await send(done.events);
              return done.retries;
            }),
          ),
        );
        if (retries.length > 0) {
          await step.sleep(`backoff-${round + 1}`, Math.max(...retries.map(({ afterMs }) => afterMs)));
        }
        pending = retries;
      }
    },
  );
}

/**
 * One attempt at a batch: everything is written when it returns. Safe to run twice: what has moved on is handed on
 * again. Nothing is attempted while a person has paused the stage, nor what another Inngest run has in hand.
 */
export async function attemptBatch<Found, Context>(
  deps: StageDeps,
  stage: ProductStage<Found, Context>,
  pending: Pending[],
  { round, runId }: { round: number; runId: string },
): Promise<{ retries: Retry[]; events: ProductEvent[] }> {
  const attemptsOf = new Map(pending.map(({ item, attempts }) => [keyOf(item), attempts]));
  const pendingOf = (item: StageItem): Pending => ({ item, attempts: attemptsOf.get(keyOf(item)) ?? 0 });
  const { here, ahead } = await readItems(
    deps.db,
    stage,
    pending.map(({ item }) => item),
  );
  const paused = await isPaused(deps.db, stage.stage);
  if (paused) await letStageWait(deps, stage.stage, here);
  const batch = paused ? [] : await begin(deps.db, { stage: stage.stage, here, runId });
  if (batch.length === 0) return { retries: [], events: await apply(deps, stage, [], ahead) };
  const context = await stage.begin(batch, round);
  const limit = pLimit(stage.productsAtOnce);
  // Two runs may bring the same product at the same time: it is worked on once.
  const once = new Map<string, Promise<Attempt<Found> | Paused>>();
  const tried = await Promise.all(
    batch.map(async (inHand) => {
      const key = `${inHand.item.productId}/${inHand.item.sellerPhone}`;
      const attempt = once.get(key) ?? limit(() => forProduct(inHand.item, () => attemptOne(stage, inHand, context)));
      once.set(key, attempt);
      return { inHand, outcome: await attempt };
    }),
  );

  const retries: Retry[] = [];
  const troubles: { item: StageItem; code: string; afterMs: number | null }[] = [];
  /** Whether it will be tried again. */
  const triesAgain = (item: StageItem, again: Again): boolean => {
    const next = nextAttempt(pendingOf(item), again, round, stage.waitsFor);
    troubles.push({ item, code: again.code, afterMs: next?.afterMs ?? null });
    if (next === null) return false;
    retries.push(next);
    deps.report.product(stage.stage, item, 'retry', again.code);
    return true;
  };
  const waiting: Waiting[] = [];
  const attempted = tried.flatMap(({ inHand, outcome }): Attempted<Found>[] => {
    if (outcome === null) return [];
    if (outcome.kind === 'paused') {
      waiting.push({ item: inHand.item, error: outcome.error });
      return [];
    }
    if (outcome.kind !== 'retry') return [{ ...inHand, ...outcome }];
    return triesAgain(inHand.item, outcome) ? [] : [{ ...inHand, ...outcome, kind: 'failed' }];
  });
  const written = await unlessPaused(attempted, () => stage.settle(attempted));
  waiting.push(...written.waiting);
  const settled = written.settled.flatMap((entry): Settled[] => {
    const { item, again } = entry;
    if (again === undefined) return [entry];
    return triesAgain(item, again) ? [] : [settledAsFailed(stage.stage, { item, ...again })];
  });
  await stage.noteTroubles?.(troubles);
  await letAllWait(deps, stage.stage, waiting);
  return { retries, events: await apply(deps, stage, settled, ahead) };
}

/**
 * Ends what a run that failed for good had in hand, so that nothing is left without an outcome; but after an outage all
 * of it stays where it stood, and the sweep sends it on.
 */
export async function endBatch<Found, Context>(
  deps: StageDeps,
  stage: ProductStage<Found, Context>,
  items: StageItem[],
  problem: Problem,
): Promise<ProductEvent[]> {
  const { here, ahead } = await readItems(deps.db, stage, items);
  // Something of ours was away for all of the run's retries, which is nothing that a product has to answer for.
  if (isOutageCode(problem.code)) return apply(deps, stage, [], ahead);
  const failed = here.map((inHand) => ({ ...inHand, kind: 'failed' as const, ...problem }));
  const { settled, waiting } = await unlessPaused(failed, () => stage.settle(failed));
  await letAllWait(deps, stage.stage, waiting);
  return apply(deps, stage, settled, ahead);
}

/** What most stages say of a product that failed for good. */
export const settledAsFailed = (
  stage: ItemStage,
  { item, code, message }: Pick<InHand, 'item'> & Problem,
): Settled => ({ item, result: 'failed', code, move: failedMove(stage, { code, message }) });

interface ReadItems {
  /** With their products; without those that were erased with their seller meanwhile. */
  here: InHand[];
  /** At the next stage already, which has not begun: this stage ended before it could hand them on. */
  ahead: StageItem[];
}

async function readItems(
  db: PrismaClient,
  { stage, next }: Pick<ProductStage<unknown>, 'stage' | 'next'>,
  items: StageItem[],
): Promise<ReadItems> {
  const open = await readOpenItems(db, items.filter(isInRun));
  const here = [...open.filter((item) => item.stage === stage).map(refOf), ...items.filter((item) => !isInRun(item))];
  const products = await readProducts(
    db,
    here.map(({ productId }) => productId),
  );
  return {
    here: here.flatMap((item) => {
      const product = products.get(item.productId);
      return product === undefined ? [] : [{ item, product }];
    }),
    ahead: open.filter((item) => item.stage === next?.stage && !item.begun).map(refOf),
  };
}

/** Those of the items that are this run's to work on. Outside of any sync run there is nothing to mark. */
async function begin(
  db: PrismaClient,
  { stage, here, runId }: { stage: ItemStage; here: InHand[]; runId: string },
): Promise<InHand[]> {
  const begun = await beginItems(db, { stage, runId, items: here.map(({ item }) => item).filter(isInRun) });
  const mine = new Set(begun.map(keyOf));
  return here.filter(({ item }) => !isInRun(item) || mine.has(keyOf(item)));
}

async function attemptOne<Found, Context>(
  stage: ProductStage<Found, Context>,
  inHand: InHand,
  context: Context,
): Promise<Attempt<Found> | Paused> {
  try {
    return await stage.attempt(inHand, context);
  } catch (error) {
    if (isFault(error)) return { kind: 'paused', error };
    // The whole batch waits for the database.
    if (asDatabaseUnavailable(error) !== undefined) throw error;
    const { code, message, retry } = asSokoError(error);
    if (!retry.again) return { kind: 'failed', code, message };
    return { kind: 'retry', code, message, afterMs: retry.afterMs };
  }
}

/** Moves the items, tells what became of them, and returns the events that hand them on. */
async function apply(
  { db, report }: StageDeps,
  stage: Pick<ProductStage<unknown>, 'stage' | 'next'>,
  settled: Settled[],
  ahead: StageItem[],
): Promise<ProductEvent[]> {
  const moves = settled.flatMap(({ item, move }) => (move && isInRun(item) ? [{ item, move }] : []));
  await moveItemsOfRuns(
    db,
    moves.map(({ item: { syncRunId, productId }, move }) => ({ syncRunId, move: { productId, ...move } })),
  );
  const outside = settled.filter(({ item }) => !isInRun(item));
  await writeSyncLogs(
    db,
    outside.flatMap(({ item, move }) => (move?.logs ?? []).map((log) => ({ ...item, ...log }))),
  );
  for (const { item, result, code } of settled) report.product(stage.stage, item, result, code);
  const onward = [...ahead, ...settled.flatMap(({ item, handOn }) => (handOn ? [item] : []))];
  const { next } = stage;
  return [
    ...(next === null ? [] : onward.filter(isInRun).map((item) => next.event.create(refOf(item)))),
    ...settled.flatMap(({ events = [] }) => events),
  ];
}

/** The database's own errors by our name for them: the last of them is told to `onFailure` in words only. */
const byName = (error: unknown): never => {
  throw error instanceof SokoError ? error : (asDatabaseUnavailable(error) ?? error);
};
