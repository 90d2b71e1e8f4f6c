import type { StoredEvent } from '../protocol/event';
import { acceptEvents } from '../store/accept-events';
import type { Database } from '../store/database';
import { type PlannedRun, planEvent } from '../store/plan-event';
import type { Eraser } from './eraser';
import type { Registry } from './registry';

export interface IntakeOptions {
  database: Database;
  registry: Registry;
  eraser: Eraser;
  onStarted(runs: PlannedRun[]): void;
  /** Events wait to be batched for these functions. */
  onBatched(functionIds: Iterable<string>): void;
}

/** Takes events in: what they start is stored with them, before anybody is told that they arrived. */
export class Intake {
  constructor(private readonly options: IntakeOptions) {}

  /** Throws when the database does not take them. */
  async accept(given: StoredEvent[]): Promise<void> {
    const { database, registry, eraser, onStarted, onBatched } = this.options;
    const now = Date.now();
    // The first of each id.
    const events = [
      ...new Map(
        eraser
          .withoutErased(given)
          .toReversed()
          .map((event) => [event.id, event]),
      ).values(),
    ];
    const plans = events.reverse().map((event) => planEvent(event, registry.triggeredBy(event.name), now));
    const runs = plans.flatMap((plan) => plan.runs);
    const batchItems = plans.flatMap((plan) => plan.batchItems);
    const accepted = await acceptEvents(database.query, { events, runs, batchItems, now });
    onStarted(runs.filter(({ event_ids: [id = ''] }) => accepted.has(id)));
    onBatched(new Set(batchItems.map((item) => item.function_id)));
  }
}
