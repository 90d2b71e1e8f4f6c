import { AsyncLocalStorage } from 'node:async_hooks';
import { newPlace, productPlace, type TracePlace } from '@/lib/platform/tracing/trace-place';
import { below, recordSpan, tracing } from '@/lib/platform/tracing/tracing';
import { keyOf, type StageItem } from './attempts';

type Item = Pick<StageItem, 'syncRunId' | 'productId'>;

interface Step {
  startedAt: number;
  /** The spans of its products, which what is asked of others belongs below. */
  places: Map<string, TracePlace>;
}

const steps = new AsyncLocalStorage<Step>();

/** Runs a step of a stage: a batch of 20 products is a span in each of their traces. */
export function asStep<T>(work: () => Promise<T>): Promise<T> {
  if (tracing().sink === null) return work();
  return steps.run({ startedAt: Date.now(), places: new Map() }, work);
}

/** Runs what is done for one product of the step. */
export function forProduct<T>(item: Item, work: () => Promise<T>): Promise<T> {
  const step = steps.getStore();
  return step === undefined ? work() : below(placeIn(step, item), work);
}

const FAILED = new Set(['failed', 'retry']);

/** What became of a product at a stage is its span there, from the step's beginning on. */
export function recordStage(stage: string, item: Item, outcome: string, code: string | undefined): void {
  const step = steps.getStore();
  if (step === undefined) return;
  recordSpan({
    name: stage,
    place: placeIn(step, item),
    parentId: rootOf(item)?.spanId,
    startedAt: step.startedAt,
    facts: { ...factsOf(item), stage, outcome, ...(code === undefined ? {} : { code }) },
    failed: FAILED.has(outcome),
  });
}

/** How long products waited in the queue, the engine's or Inngest's: from when the event was sent. */
export function recordWait(stage: string, events: { ts?: number | undefined; data: Item }[]): void {
  const step = steps.getStore();
  if (step === undefined) return;
  for (const { ts: startedAt, data: item } of events) {
    const root = rootOf(item);
    if (startedAt === undefined || root === undefined) continue;
    const place = newPlace(root.traceId);
    const facts = { ...factsOf(item), stage };
    recordSpan({ name: 'queue', place, parentId: root.spanId, startedAt, endedAt: step.startedAt, facts });
  }
}

function placeIn({ places }: Step, item: Item): TracePlace {
  const key = keyOf(item);
  const place = places.get(key) ?? newPlace(rootOf(item)?.traceId);
  places.set(key, place);
  return place;
}

/** Outside of any run, after a moderator's decision, each piece of work is a trace of its own. */
const rootOf = ({ syncRunId, productId }: Item): TracePlace | undefined =>
  syncRunId === null ? undefined : productPlace(syncRunId, productId);

const factsOf = ({ syncRunId, productId }: Item) => ({ productId, ...(syncRunId === null ? {} : { syncRunId }) });
