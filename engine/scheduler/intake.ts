import type { StoredEvent } from '../protocol/event';
import { acceptEvents } from '../store/accept-events';
import type { Database, Query } from '../store/database';
import { answerWaits, findCancelled } from '../store/matching';
import { type EventPlan, planEvent } from '../store/plan-event';
import { cancelRuns } from '../store/settle';
import type { Eraser } from './eraser';
import type { Registry } from './registry';

export interface IntakeOptions {
  database: Database;
  registry: Registry;
  eraser: Eraser;
  /** Runs were started or are due again. */
  onDue(functionIds: Iterable<string>): void;
  /** Events wait to be batched. */
  onBatched(functionIds: Iterable<string>): void;
  onCancelled(runIds: string[]): void;
}

/** Takes events in: what they start, cancel and answer is stored with them, before anybody is told that they arrived. */
export class Intake {
  /** Names of events that some run may be waiting for; all others need not be compared with waits. */
  #waitedFor = new Set<string>();
  #added = new Set<string>();

  constructor(private readonly options: IntakeOptions) {}

  /** Throws when the database does not take them. */
  async accept(given: StoredEvent[]): Promise<void> {
    const { database, registry, eraser, onDue, onBatched, onCancelled } = this.options;
    const taken = eraser.withoutErased(given);
    const events = [...new Map(taken.toReversed().map((event) => [event.id, event])).values()].reverse();
    const now = Date.now();
    const plans = events.map((event) => planEvent(event, registry.triggeredBy(event.name), now));
    const plan: EventPlan = {
      runs: plans.flatMap(({ runs }) => runs),
      batchItems: plans.flatMap(({ batchItems }) => batchItems),
    };
    const due = new Set(plan.runs.map((run) => run.function_id));
    const touching = events.filter(({ name }) => this.#waitedFor.has(name) || registry.cancelledBy(name).length > 0);
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

  /** Reads anew what is waited for; at the start, and now and then to forget what no longer is. */
  async refresh(): Promise<void> {
    this.#added = new Set();
    const rows = await this.options.database.query<{ event_name: string }>(
      `SELECT DISTINCT event_name FROM engine.steps WHERE state = 'waiting'`,
    );
    this.#waitedFor = new Set([...rows.map((row) => row.event_name), ...this.#added]);
  }

  /** A run is about to wait for this event: to be called before that is stored. */
  expectWait(eventName: string): void {
    this.#waitedFor.add(eventName);
    this.#added.add(eventName);
  }

  async #touch(query: Query, events: StoredEvent[], now: number) {
    const cancelled: string[] = [];
    const released: { id: string; function_id: string }[] = [];
    for (const event of events) {
      cancelled.push(...(await findCancelled(query, event, this.options.registry.cancelledBy(event.name), now)));
      if (this.#waitedFor.has(event.name)) released.push(...(await answerWaits(query, event, now)));
    }
    if (cancelled.length > 0) await cancelRuns(query, cancelled, now);
    return { cancelled, released };
  }
}
