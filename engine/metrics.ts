import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { FunctionCounts } from './store/runs';

/** Calls of apps last from milliseconds to minutes. */
const CALL_SECONDS = [0.01, 0.05, 0.1, 0.5, 1, 5, 30, 120, 600];

export class Metrics {
  readonly #registry = new Registry();
  readonly #events = new Counter({
    name: 'soko_engine_events_accepted_total',
    help: 'Events taken in',
    registers: [this.#registry],
  });
  readonly #calls = new Histogram({
    name: 'soko_engine_call_seconds',
    help: 'Calls of apps, by outcome',
    labelNames: ['function', 'outcome'],
    buckets: CALL_SECONDS,
    registers: [this.#registry],
  });
  readonly #retries = new Counter({
    name: 'soko_engine_retries_total',
    help: 'Calls that are made again',
    labelNames: ['function'],
    registers: [this.#registry],
  });
  readonly #depth = new Gauge({
    name: 'soko_engine_runs',
    help: 'Runs by function and state, and events that wait to be batched',
    labelNames: ['function', 'state'],
    registers: [this.#registry],
  });
  readonly #running = new Gauge({
    name: 'soko_engine_calls_under_way',
    help: 'Calls of apps under way',
    registers: [this.#registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
  }

  eventsAccepted(count: number): void {
    this.#events.inc(count);
  }

  callEnded(functionId: string, outcome: string, seconds: number): void {
    this.#calls.observe({ function: functionId, outcome }, seconds);
  }

  retried(functionId: string): void {
    this.#retries.inc({ function: functionId });
  }

  async render(counts: FunctionCounts[], callsUnderWay: number): Promise<{ type: string; text: string }> {
    this.#depth.reset();
    for (const { functionId, queued, waiting, failed, unbatched } of counts) {
      for (const [state, count] of Object.entries({ queued, waiting, failed, unbatched })) {
        this.#depth.set({ function: functionId, state }, count);
      }
    }
    this.#running.set(callsUnderWay);
    return { type: this.#registry.contentType, text: await this.#registry.metrics() };
  }
}
