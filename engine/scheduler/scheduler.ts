import type { Logger } from 'pino';
import { evaluateKey } from '../expressions/expression';
import type { StoredEvent } from '../protocol/events';
import type { FunctionConfig } from '../protocol/registration';
import type { NewRun, QueueItem } from '../store/engine-store';
import { Lane } from './lane';
import type { Registry } from './registry';
import { Throttle } from './throttle';

/** Calls under way at once, over all functions: more only queue up in the apps. */
const MAX_IN_FLIGHT = 96;
const MAX_TIMER_MS = 60_000;

/** Makes one call and writes down what came of it; gives the items that follow. Rejects only for faults of the engine's own. */
export type Execute = (item: QueueItem, fresh: StoredEvent[] | undefined) => Promise<QueueItem[]>;

/** Decides what is called when. In memory: only one engine works on a database, and the queue table says all after a restart. */
export class Scheduler {
  private readonly lanes = new Map<string, Lane>();
  private readonly keys = new Map<string, string[]>();
  /** Events of runs that were not called yet: their first call needs no read. */
  private readonly fresh = new Map<string, StoredEvent[]>();
  private readonly blocked = new Map<string, QueueItem[]>();
  private readonly dead = new Set<string>();
  private readonly throttle = new Throttle();
  private timer: NodeJS.Timeout | undefined;
  private inFlight = 0;
  private stopped = false;
  private pumping = false;
  readonly inFlightRuns = new Map<string, number>();

  constructor(
    private readonly registry: Registry,
    private readonly execute: Execute,
    private readonly log: Logger,
  ) {}

  addRuns(runs: NewRun[]): void {
    for (const run of runs) {
      this.fresh.set(run.id, run.events);
      this.remember(run.id, run.functionId, run.events);
      this.laneOf(run.functionId).push({
        id: run.itemId,
        runId: run.id,
        functionId: run.functionId,
        stepId: null,
        sleepId: null,
        attempt: 0,
        dueAt: Date.now(),
      });
    }
    this.pump();
  }

  addItems(items: QueueItem[]): void {
    for (const item of items) this.laneOf(item.functionId).push(item);
    this.pump();
  }

  /** Keyed limits need the run's first event. */
  remember(runId: string, functionId: string, events: StoredEvent[]): void {
    const limits = this.registry.get(functionId)?.concurrency ?? [];
    const keys = limits.flatMap((limit, index) =>
      limit.key === undefined ? [] : [`${functionId} ${index} ${evaluateKey(limit.key, { event: events[0] })}`],
    );
    if (keys.length > 0) this.keys.set(runId, keys);
  }

  cancelled(runIds: string[]): void {
    for (const id of runIds) {
      this.dead.add(id);
      this.forget(id);
    }
  }

  isCancelled(runId: string): boolean {
    return this.dead.has(runId);
  }

  forget(runId: string): void {
    this.fresh.delete(runId);
    this.keys.delete(runId);
  }

  fault(error: unknown, what: string): void {
    this.log.error({ err: error }, what);
  }

  counts(): { functionId: string; waiting: number; running: number }[] {
    return [...this.lanes].map(([functionId, lane]) => ({ functionId, waiting: lane.size, running: lane.running }));
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private laneOf(functionId: string): Lane {
    const lane = this.lanes.get(functionId) ?? new Lane();
    this.lanes.set(functionId, lane);
    return lane;
  }

  private pump(): void {
    if (this.stopped || this.pumping) return;
    this.pumping = true;
    let soonest = Number.POSITIVE_INFINITY;
    for (let progress = true; progress; ) {
      progress = false;
      soonest = Number.POSITIVE_INFINITY;
      for (const [functionId, lane] of this.lanes) {
        const next = lane.peek();
        if (next === undefined) continue;
        if (next.dueAt > Date.now()) soonest = Math.min(soonest, next.dueAt);
        else if (this.inFlight < MAX_IN_FLIGHT && this.startOne(functionId, lane)) progress = true;
      }
    }
    this.pumping = false;
    clearTimeout(this.timer);
    if (soonest < Number.POSITIVE_INFINITY) {
      this.timer = setTimeout(() => this.pump(), Math.min(MAX_TIMER_MS, Math.max(1, soonest - Date.now())));
    }
  }

  /** True when the lane moved, so that another look is worth it. */
  private startOne(functionId: string, lane: Lane): boolean {
    const config = this.registry.get(functionId);
    if (config === undefined) return false;
    const limit = Math.min(
      ...(config.concurrency ?? [])
        .filter((rule) => rule.key === undefined && rule.limit > 0)
        .map((rule) => rule.limit),
    );
    if (lane.running >= limit) return false;
    const item = lane.pop();
    if (item === undefined) return false;
    if (this.dead.has(item.runId)) return true;
    const full = this.fullKey(config, lane, item);
    if (full !== undefined) {
      this.blocked.set(full, [...(this.blocked.get(full) ?? []), item]);
      return true;
    }
    const wait = this.throttleWait(config, item);
    if (wait > 0) {
      lane.push({ ...item, dueAt: Date.now() + wait });
      return true;
    }
    void this.call(lane, item);
    return true;
  }

  private fullKey(config: FunctionConfig, lane: Lane, item: QueueItem): string | undefined {
    const limits = (config.concurrency ?? []).filter((rule) => rule.key !== undefined);
    return (this.keys.get(item.runId) ?? []).find(
      (key, index) => (lane.runningByKey.get(key) ?? 0) >= (limits[index]?.limit ?? 1),
    );
  }

  private throttleWait(config: FunctionConfig, item: QueueItem): number {
    const events = this.fresh.get(item.runId);
    if (config.throttle === undefined || events === undefined) return 0;
    const key = config.throttle.key ? evaluateKey(config.throttle.key, { event: events[0] }) : '';
    return this.throttle.take(`${config.id} ${key}`, config.throttle);
  }

  private async call(lane: Lane, item: QueueItem): Promise<void> {
    const keys = this.keys.get(item.runId) ?? [];
    const fresh = this.fresh.get(item.runId);
    this.fresh.delete(item.runId);
    this.count(lane, item, keys, 1);
    try {
      const following = await this.execute(item, fresh);
      this.count(lane, item, keys, -1);
      this.addItems(following);
    } catch (error) {
      this.count(lane, item, keys, -1);
      if (this.stopped) return;
      this.fault(error, 'a call could not be carried through; it is tried again');
      this.addItems([{ ...item, dueAt: Date.now() + 2000 }]);
    }
  }

  private count(lane: Lane, item: QueueItem, keys: string[], by: 1 | -1): void {
    this.inFlight += by;
    lane.running += by;
    this.inFlightRuns.set(item.runId, (this.inFlightRuns.get(item.runId) ?? 0) + by);
    if (this.inFlightRuns.get(item.runId) === 0) this.inFlightRuns.delete(item.runId);
    for (const key of keys) {
      const running = (lane.runningByKey.get(key) ?? 0) + by;
      if (running > 0) lane.runningByKey.set(key, running);
      else lane.runningByKey.delete(key);
      if (by === 1) continue;
      const [next, ...rest] = this.blocked.get(key) ?? [];
      if (next !== undefined) lane.push(next);
      if (rest.length > 0) this.blocked.set(key, rest);
      else this.blocked.delete(key);
    }
  }
}
