import { randomUUID } from 'node:crypto';
import { evaluateKey } from '../expressions/expression';
import type { StoredEvent } from '../protocol/events';
import type { FunctionConfig } from '../protocol/registration';
import { type EngineStore, insertRuns, type NewRun } from '../store/engine-store';
import type { Registry } from './registry';
import type { Scheduler } from './scheduler';

interface Waiting {
  count: number;
  timer: NodeJS.Timeout;
}

/** Collects events until a batch is full or its first event has waited long enough. What waits is in the database; only the clock is here. */
export class Batches {
  private readonly waiting = new Map<string, Waiting>();
  private readonly flushing = new Map<string, Promise<void>>();
  private closed = false;

  constructor(
    private readonly store: EngineStore,
    private readonly registry: Registry,
    private readonly scheduler: Scheduler,
  ) {}

  /** After a start: what was waiting then goes out now. */
  async resume(): Promise<void> {
    const left = await this.store.transaction((client) =>
      client.query<{ function_id: string; key: string }>('SELECT DISTINCT function_id, key FROM engine.batched'),
    );
    for (const { function_id, key } of left.rows) {
      const config = this.registry.get(function_id);
      if (config !== undefined) await this.flush(config, key, true);
    }
  }

  added(entries: { config: FunctionConfig; event: StoredEvent }[]): void {
    for (const { config, event } of entries) {
      const rule = config.batchEvents;
      if (rule === undefined) continue;
      const key = rule.key ? evaluateKey(rule.key, { event }) : '';
      const name = `${config.id} ${key}`;
      const waiting = this.waiting.get(name) ?? {
        count: 0,
        timer: setTimeout(() => this.start(config, key, true), rule.timeout),
      };
      waiting.count += 1;
      this.waiting.set(name, waiting);
      if (waiting.count >= rule.maxSize) this.start(config, key, false);
    }
  }

  private start(config: FunctionConfig, key: string, all: boolean): void {
    const name = `${config.id} ${key}`;
    clearTimeout(this.waiting.get(name)?.timer);
    this.waiting.delete(name);
    if (this.closed) return;
    const before = this.flushing.get(name) ?? Promise.resolve();
    const flushed = before
      .then(() => this.flush(config, key, all))
      .catch((error: unknown) => this.scheduler.fault(error, 'a batch could not be started'));
    this.flushing.set(name, flushed);
  }

  /** Full batches always; the rest too when its time has come. */
  private async flush(config: FunctionConfig, key: string, all: boolean): Promise<void> {
    const size = config.batchEvents?.maxSize ?? 1;
    for (;;) {
      const run = { id: randomUUID(), itemId: randomUUID() };
      const started = await this.store.transaction(async (client): Promise<NewRun | null> => {
        const done = await client.query<{ events: StoredEvent[] }>('SELECT events FROM engine.runs WHERE id = $1', [
          run.id,
        ]);
        if (done.rows[0]) return { ...run, functionId: config.id, events: done.rows[0].events };
        const { rows } = await client.query<{ event_id: string; event: StoredEvent }>(
          'SELECT event_id, event FROM engine.batched WHERE function_id = $1 AND key = $2 ORDER BY seq LIMIT $3',
          [config.id, key, size],
        );
        if (rows.length === 0 || (rows.length < size && !all)) return null;
        const started = { ...run, functionId: config.id, events: rows.map((row) => row.event) };
        await insertRuns(client, [started]);
        await client.query('DELETE FROM engine.batched WHERE function_id = $1 AND event_id = ANY($2)', [
          config.id,
          rows.map((row) => row.event_id),
        ]);
        return started;
      });
      if (started === null) return;
      this.scheduler.addRuns([started]);
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const { timer } of this.waiting.values()) clearTimeout(timer);
    await Promise.all(this.flushing.values());
  }
}
