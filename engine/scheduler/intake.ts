import type { StoredEvent } from '../protocol/event';
import { acceptEvents } from '../store/accept-events';
import type { Database, Query } from '../store/database';
import { answerWaits, findCancelled } from '../store/matching';
import { type EventPlan, planEvent } from '../store/plan-event';
import { cancelRuns } from '../store/settle';
import type { Registry } from './registry';

export interface IntakeOptions {
  database: Database;
  registry: Registry;
  /** Runs were started or are due again. */
  onDue(functionIds: Iterable<string>): void;
  /** Events wait to be batched. */
  onBatched(functionIds: Iterable<string>): void;
  onCancelled(runIds: string[]): void;
}

/** Takes events in: what they start, cancel and answer is stored with them, before anybody is told that they arrived. */
export class Intake {
  #mayHaveWaits = true;

  constructor(private readonly options: IntakeOptions) {}

  /** Throws when the database does not take them. */
  async accept(given: StoredEvent[]): Promise<void> {
    const { database, registry, onDue, onBatched, onCancelled } = this.options;
    const events = [...new Map(given.toReversed().map((event) => [event.id, event])).values()].reverse();
    const now = Date.now();
    const plans = events.map((event) => planEvent(event, registry.triggeredBy(event.name), now));
    const plan: EventPlan = {
      runs: plans.flatMap(({ runs }) => runs),
      batchItems: plans.flatMap(({ batchItems }) => batchItems),
    };
    const due = new Set(plan.runs.map((run) => run.function_id));
    const touching = events.filter((event) => this.#mayHaveWaits || registry.cancelledBy(event.name).length > 0);
    if (touching.length === 0) {
      await acceptEvents(database.query, { events, ...plan, now });
    } else {
      const { cancelled, released } = await database.transaction(async (query) => {
        const touched = await this.#touch(query, touching, now);
        await acceptEvents(query, { events, ...plan, now });
        return touched;
      });
      onCancelled(cancelled);
      for (const run of released) due.add(run.function_id);
    }
    if (due.size > 0) onDue(due);
    if (plan.batchItems.length > 0) onBatched(new Set(plan.batchItems.map((item) => item.function_id)));
  }

  /** Looked at once in a while: without any step that waits for an event, events need not be compared with them. */
  async refresh(): Promise<void> {
    const rows = await this.options.database.query(`SELECT FROM engine.steps WHERE state = 'waiting' LIMIT 1`);
    this.#mayHaveWaits = rows.length > 0;
  }

  /** A run has begun to wait for an event. */
  expectWaits(): void {
    this.#mayHaveWaits = true;
  }

  async #touch(query: Query, events: StoredEvent[], now: number) {
    const cancelled: string[] = [];
    const released: { id: string; function_id: string }[] = [];
    for (const event of events) {
      cancelled.push(...(await findCancelled(query, event, this.options.registry.cancelledBy(event.name), now)));
      if (this.#mayHaveWaits) released.push(...(await answerWaits(query, event, now)));
    }
    if (cancelled.length > 0) await cancelRuns(query, cancelled, now);
    return { cancelled, released };
  }
}
