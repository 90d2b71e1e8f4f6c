import type { FunctionDefinition } from '../protocol/function-definition';
import { BATCH_PAGE, readBatchItems, readPayloads, startBatches } from '../store/batches';
import type { Database } from '../store/database';
import { planRun } from '../store/plan-event';
import { formBatches } from './form-batches';

export interface BatcherOptions {
  database: Database;
  onDue(functionIds: string[]): void;
  onError(error: unknown): void;
}

/** Turns single events into runs of many: when a batch is full, or its oldest event has waited long enough. */
export class Batcher {
  readonly #looking = new Map<string, Promise<void>>();
  readonly #again = new Set<string>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #definitions = new Map<string, FunctionDefinition>();
  #isStopped = false;

  constructor(private readonly options: BatcherOptions) {}

  replaceFunctions(definitions: FunctionDefinition[]): void {
    this.#definitions = new Map(definitions.map((definition) => [definition.id, definition]));
    this.look(definitions.filter(({ batch }) => batch !== null).map(({ id }) => id));
  }

  /** Looks at what waits for these functions; one look at a time for each. */
  look(functionIds: Iterable<string>): void {
    for (const id of functionIds) {
      if (this.#isStopped) return;
      if (this.#looking.has(id)) {
        this.#again.add(id);
        continue;
      }
      const look = this.#look(id)
        .catch((error: unknown) => {
          this.options.onError(error);
          this.#lookLater(id, 1_000);
        })
        .finally(() => {
          this.#looking.delete(id);
          if (this.#again.delete(id)) this.look([id]);
        });
      this.#looking.set(id, look);
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    await Promise.all(this.#looking.values());
  }

  async #look(functionId: string): Promise<void> {
    const definition = this.#definitions.get(functionId);
    if (!definition?.batch) return;
    const { database, onDue } = this.options;
    const items = await readBatchItems(database.query, functionId);
    const now = Date.now();
    const { batches, nextAt } = formBatches(items, definition.batch, now);
    if (batches.length > 0) {
      const firsts = await readPayloads(
        database.query,
        batches.flatMap((batch) => batch[0]?.event_id ?? []),
      );
      const runs = batches.flatMap((batch) => {
        const [first, ...rest] = batch.map(({ event_id: id }) => ({ id }));
        const payload = first && firsts.get(first.id);
        if (!first || payload === undefined) return [];
        return planRun(definition, [{ ...first, ts: now, value: JSON.parse(payload) }, ...rest], now);
      });
      const positions = batches.flat().map(({ position }) => position);
      // Some were erased since they were read: what is left is looked at anew.
      if (!(await startBatches(database.query, { runs, positions, now }))) this.#again.add(functionId);
      else onDue([functionId]);
    }
    if (items.length === BATCH_PAGE && batches.length > 0) this.#again.add(functionId);
    else if (nextAt !== undefined) this.#lookLater(functionId, nextAt - now);
  }

  #lookLater(functionId: string, delayMs: number): void {
    clearTimeout(this.#timers.get(functionId));
    if (!this.#isStopped)
      this.#timers.set(
        functionId,
        setTimeout(() => this.look([functionId]), Math.max(delayMs, 1)),
      );
  }
}
