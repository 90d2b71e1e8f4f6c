import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { evaluateKey, holds } from '../expressions/expression';
import { type IncomingEvent, type StoredEvent, storedEvent } from '../protocol/events';
import type { FunctionConfig } from '../protocol/registration';
import { type EngineStore, endRun, insertRuns, type NewRun } from '../store/engine-store';
import type { Batches } from './batches';
import type { Registry } from './registry';
import type { Scheduler } from './scheduler';

interface Matched {
  config: FunctionConfig;
  event: StoredEvent;
}

/** Takes events in: acknowledged only once they and the runs they start are committed. */
export class Intake {
  constructor(
    private readonly store: EngineStore,
    private readonly registry: Registry,
    private readonly scheduler: Scheduler,
    private readonly batches: Batches,
  ) {}

  /** Ids made beforehand: a transaction that is tried again after a lost connection does not double anything. */
  async accept(incoming: IncomingEvent[]): Promise<string[]> {
    const events = incoming.map((event) => storedEvent(event, randomUUID()));
    const dedupeIds = incoming.map((event, index) =>
      event.id ? `${event.name}:${event.id}` : (events[index]?.id ?? ''),
    );
    const runIds = new Map<string, NewRun>();
    const taken = await this.store.transaction(async (client) => {
      const fresh = await firstSeen(client, dedupeIds, events);
      return this.startFor(client, fresh, runIds);
    });
    this.scheduler.addRuns(taken.runs);
    this.batches.added(taken.batched);
    this.scheduler.cancelled(taken.cancelledRuns);
    return events.map((event) => event.id);
  }

  /** Runs for events that the engine itself makes (a failed function, a cron tick), within the caller's transaction. */
  async startFor(
    client: PoolClient,
    events: StoredEvent[],
    known = new Map<string, NewRun>(),
  ): Promise<{ runs: NewRun[]; batched: Matched[]; cancelledRuns: string[] }> {
    const matched = events.flatMap((event) => this.matching(event).map((config) => ({ config, event })));
    const single = await this.withoutRepeats(
      client,
      matched.filter(({ config }) => config.batchEvents === undefined),
    );
    const runs = single.map(({ config, event }) => {
      const key = `${config.id} ${event.id}`;
      const run = known.get(key) ?? { id: randomUUID(), functionId: config.id, events: [event], itemId: randomUUID() };
      known.set(key, run);
      return run;
    });
    await insertRuns(client, runs);
    const batched = matched.filter(({ config }) => config.batchEvents !== undefined);
    await insertBatched(client, batched);
    const cancelledRuns = await this.cancelBy(client, events);
    return { runs, batched, cancelledRuns };
  }

  private matching(event: StoredEvent): FunctionConfig[] {
    return this.registry
      .all()
      .filter((config) =>
        config.triggers.some(
          (trigger) =>
            'event' in trigger &&
            trigger.event === event.name &&
            (trigger.expression === undefined || holds(trigger.expression, { event, async: event })),
        ),
      );
  }

  private async withoutRepeats(client: PoolClient, matched: Matched[]): Promise<Matched[]> {
    const kept: Matched[] = [];
    for (const entry of matched) {
      if (entry.config.idempotency === undefined) {
        kept.push(entry);
        continue;
      }
      const { rowCount } = await client.query(
        `INSERT INTO engine.idempotency (function_id, key) VALUES ($1, $2)
         ON CONFLICT (function_id, key) DO UPDATE SET seen_at = now() WHERE engine.idempotency.seen_at < now() - interval '24 hours'`,
        [entry.config.id, evaluateKey(entry.config.idempotency, { event: entry.event })],
      );
      if (rowCount === 1) kept.push(entry);
    }
    return kept;
  }

  private async cancelBy(client: PoolClient, events: StoredEvent[]): Promise<string[]> {
    const cancelled: string[] = [];
    for (const event of events) {
      for (const config of this.registry.all()) {
        for (const rule of config.cancel ?? []) {
          if (rule.event !== event.name) continue;
          const { rows } = await client.query<{ id: string; events: StoredEvent[] }>(
            `SELECT id, events FROM engine.runs WHERE function_id = $1 AND status = 'active'`,
            [config.id],
          );
          for (const run of rows) {
            if (rule.if !== undefined && !holds(rule.if, { event: run.events[0], async: event })) continue;
            if (await endRun(client, run.id, 'cancelled', null)) cancelled.push(run.id);
          }
        }
      }
    }
    return cancelled;
  }
}

async function firstSeen(client: PoolClient, ids: string[], events: StoredEvent[]): Promise<StoredEvent[]> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO engine.event_ids (id) SELECT DISTINCT unnest($1::text[])
     ON CONFLICT (id) DO UPDATE SET seen_at = now() WHERE engine.event_ids.seen_at < now() - interval '24 hours' RETURNING id`,
    [ids],
  );
  const fresh = new Set(rows.map((row) => row.id));
  return events.filter((_, index) => fresh.delete(ids[index] ?? ''));
}

async function insertBatched(client: PoolClient, batched: Matched[]): Promise<void> {
  if (batched.length === 0) return;
  const keys = batched.map(({ config, event }) =>
    config.batchEvents?.key ? evaluateKey(config.batchEvents.key, { event }) : '',
  );
  await client.query(
    `INSERT INTO engine.batched (function_id, key, event_id, event)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::jsonb[]) ON CONFLICT DO NOTHING`,
    [
      batched.map(({ config }) => config.id),
      keys,
      batched.map(({ event }) => event.id),
      batched.map(({ event }) => JSON.stringify(event)),
    ],
  );
}
