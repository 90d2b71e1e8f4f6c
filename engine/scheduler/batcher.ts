import { ulid } from '../protocol/event';
import type { Batch, FunctionDefinition } from '../protocol/function-definition';
import { BATCH_PAGE, type BatchItem, readBatchItems, startBatches } from '../store/batches';
import type { Database } from '../store/database';
import type { PlannedRun } from '../store/plan-event';

export interface BatcherOptions {
  database: Database;
  onStarted(runs: PlannedRun[]): void;
  onError(error: unknown): void;
}

/** Turns single events into runs of many: when a batch is full, or its oldest event has waited long enough. */
export class Batcher {
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #batches = new Map<string, Batch>();
  /** Functions to look at, one after the other. */
  readonly #asked = new Set<string>();
  #looking: Promise<void> | undefined;
  #isStopped = false;

  constructor(private readonly options: BatcherOptions) {}

  replaceFunctions(definitions: FunctionDefinition[]): void {
    this.#batches = new Map(definitions.flatMap(({ id, batch }) => (batch ? [[id, batch]] : [])));
    this.look(this.#batches.keys());
  }

  /** Looks at what waits for these functions. */
  look(functionIds: Iterable<string>): void {
    for (const id of functionIds) this.#asked.add(id);
    this.#looking ??= this.#lookAtAsked().finally(() => {
      this.#looking = undefined;
    });
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    await this.#looking;
  }

  async #lookAtAsked(): Promise<void> {
    for (const id of this.#asked) {
      if (this.#isStopped) return;
      this.#asked.delete(id);
      try {
        await this.#lookAt(id);
      } catch (error) {
        this.options.onError(error);
        this.#lookLater(id, 1_000);
      }
    }
  }

  async #lookAt(functionId: string): Promise<void> {
    const batch = this.#batches.get(functionId);
    if (!batch) return;
    const { database, onStarted } = this.options;
    const items = await readBatchItems(database.query, functionId);
    const now = Date.now();
    const { batches, nextAt } = formBatches(items, batch, now);
    if (batches.length > 0) {
      const runs = batches.map((members) => batchRun(functionId, members, now));
      const positions = batches.flat().map(({ position }) => position);
      const isStarted = await startBatches(database.query, { runs, positions, now });
      if (isStarted) onStarted(runs);
      // Some were erased since they were read: what is left is looked at anew. So is what did not fit on the page.
      if (!isStarted || items.length === BATCH_PAGE) this.#asked.add(functionId);
    }
    if (nextAt !== undefined) this.#lookLater(functionId, nextAt - now);
  }

  #lookLater(functionId: string, delayMs: number): void {
    clearTimeout(this.#timers.get(functionId));
    if (this.#isStopped) return;
    const timer = setTimeout(() => this.look([functionId]), Math.max(delayMs, 1));
    this.#timers.set(functionId, timer);
  }
}

function batchRun(functionId: string, members: BatchItem[], now: number): PlannedRun {
  return {
    id: ulid(now),
    function_id: functionId,
    event_ids: members.map(({ event_id }) => event_id),
    concurrency_key: members[0]?.concurrency_key ?? '',
    cron: null,
    due_at: new Date(now).toISOString(),
  };
}

/**
 * Groups what waits (oldest first) by key: full groups, and those whose oldest has waited long enough.
 * `nextAt`: when to look again.
 */
export function formBatches<Item extends Pick<BatchItem, 'batch_key' | 'added_at'>>(
  items: Item[],
  { maxSize, timeoutMs }: Batch,
  now: number,
): { batches: Item[][]; nextAt: number | undefined } {
  const open = new Map<string, Item[]>();
  const batches: Item[][] = [];
  for (const item of items) {
    const group = open.get(item.batch_key) ?? [];
    group.push(item);
    open.set(item.batch_key, group);
    if (group.length === maxSize) {
      batches.push(group);
      open.delete(item.batch_key);
    }
  }
  let nextAt: number | undefined;
  for (const group of open.values()) {
    const [oldest] = group;
    if (!oldest) continue;
    const dueAt = oldest.added_at.getTime() + timeoutMs;
    if (dueAt <= now) batches.push(group);
    else nextAt = Math.min(dueAt, nextAt ?? dueAt);
  }
  return { batches, nextAt };
}
