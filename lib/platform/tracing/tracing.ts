import { AsyncLocalStorage } from 'node:async_hooks';
import { asSokoError } from '../errors';
import { newPlace, type TracePlace, traceparentOf } from './trace-place';

/** All that a span may say: what is no field here (a phone, a title, words that were searched) is in no trace. */
export interface SpanFacts {
  productId?: string;
  syncRunId?: string;
  stage?: string;
  /** What became of it, in a word or two. */
  outcome?: string;
  /** Of the error that ended it. */
  code?: string;
  /** How it was searched: photo, words, both, like. */
  mode?: string;
}

export interface FinishedSpan {
  name: string;
  kind: SpanKind;
  place: TracePlace;
  /** The span above it in its trace. */
  parentId?: string | undefined;
  /** Milliseconds since 1970. */
  startedAt: number;
  endedAt: number;
  facts: SpanFacts;
  failed: boolean;
  /** A span of another trace that this one came of. */
  cameOf?: TracePlace | undefined;
}

/** `server` and `client`: the two ends of a call from one process to another. */
type SpanKind = 'internal' | 'server' | 'client';

export interface SpanSink {
  take(span: FinishedSpan): void;
  close(): Promise<void>;
}

/** Shared by Next's bundles, each of which loads this module anew. */
const shared = globalThis as { sokoTracing?: { sink: SpanSink | null; here: AsyncLocalStorage<TracePlace> } };

export function tracing() {
  shared.sokoTracing ??= { sink: null, here: new AsyncLocalStorage() };
  return shared.sokoTracing;
}

/** Tells of a span that has ended. Nothing while there is nobody to be told. */
export function recordSpan(span: Omit<FinishedSpan, 'kind' | 'endedAt' | 'failed'> & Partial<FinishedSpan>): void {
  tracing().sink?.take({ kind: 'internal', endedAt: Date.now(), failed: false, ...span });
}

/** Runs work whose spans belong below this one. */
export function below<T>(place: TracePlace, work: () => T): T {
  const { sink, here } = tracing();
  return sink === null ? work() : here.run(place, work);
}

interface SpanOptions<T = unknown> {
  kind?: SpanKind;
  facts?: SpanFacts;
  outcomeOf?: (result: T) => string;
  /** Of another process; otherwise the span that the work is within, and a trace of its own where there is none. */
  parent?: TracePlace | undefined;
}

/** Runs work as a span. What it throws is named by its code, never in its words. */
export async function inSpan<T>(
  name: string,
  { kind = 'internal', facts = {}, outcomeOf, parent }: SpanOptions<T>,
  work: () => Promise<T>,
): Promise<T> {
  const { sink, here } = tracing();
  if (sink === null) return work();
  const above = parent ?? here.getStore();
  const place = newPlace(above?.traceId);
  const span = { name, kind, place, parentId: above?.spanId, startedAt: Date.now() };
  try {
    const result = await here.run(place, work);
    recordSpan({ ...span, facts: outcomeOf === undefined ? facts : { ...facts, outcome: outcomeOf(result) } });
    return result;
  } catch (error) {
    recordSpan({ ...span, facts: { ...facts, code: asSokoError(error).code }, failed: true });
    throw error;
  }
}

/** The same for what belongs to something larger only: outside of any span it is none. */
export function inSpanOf<T>(name: string, options: SpanOptions, work: () => Promise<T>): Promise<T> {
  return tracing().here.getStore() === undefined ? work() : inSpan(name, options, work);
}

/** Headers by which another process of ours puts its spans below this one. */
export function traceHeaders(): Record<string, string> {
  const place = tracing().here.getStore();
  return place === undefined ? {} : { traceparent: traceparentOf(place) };
}
