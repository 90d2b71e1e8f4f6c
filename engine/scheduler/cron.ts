import { randomUUID } from 'node:crypto';
import { Cron } from 'croner';
import type { EngineStore, NewRun } from '../store/engine-store';
import { insertRuns } from '../store/engine-store';
import type { Registry } from './registry';
import type { Scheduler } from './scheduler';

const MAX_TIMER_MS = 60_000;

/** Starts what is due by the clock. Ticks missed while the engine was down are made up for by one run; no tick starts two. */
export class Crons {
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly store: EngineStore,
    private readonly registry: Registry,
    private readonly scheduler: Scheduler,
  ) {}

  /** Call again whenever functions were registered. */
  arm(): void {
    clearTimeout(this.timer);
    if (this.stopped) return;
    const next = Math.min(
      ...this.entries().map(({ cron }) => new Cron(cron).nextRun()?.getTime() ?? Number.POSITIVE_INFINITY),
    );
    const wait = Math.min(MAX_TIMER_MS, Math.max(20, next - Date.now() + 5));
    this.timer = setTimeout(() => void this.tick(), wait);
  }

  async tick(now = new Date()): Promise<void> {
    for (const { functionId, cron } of this.entries()) {
      try {
        const run = await this.store.transaction(async (client): Promise<NewRun | null> => {
          const { rows } = await client.query<{ last_tick: Date }>(
            'SELECT last_tick FROM engine.cron_ticks WHERE function_id = $1 AND cron = $2 FOR UPDATE',
            [functionId, cron],
          );
          const due = lastTickAt(cron, now);
          const last = rows[0]?.last_tick ?? now;
          await client.query(
            `INSERT INTO engine.cron_ticks (function_id, cron, last_tick) VALUES ($1, $2, $3)
             ON CONFLICT (function_id, cron) DO UPDATE SET last_tick = greatest(engine.cron_ticks.last_tick, excluded.last_tick)`,
            [functionId, cron, due ?? now],
          );
          if (due === null || due <= last) return null;
          const event = { id: randomUUID(), name: 'inngest/scheduled.timer', data: { cron }, ts: due.getTime() };
          const run = { id: randomUUID(), functionId, events: [event], itemId: randomUUID() };
          await insertRuns(client, [run]);
          return run;
        });
        if (run !== null) this.scheduler.addRuns([run]);
      } catch (error) {
        this.scheduler.fault(error, 'a cron tick could not be written down');
      }
    }
    this.arm();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private entries(): { functionId: string; cron: string }[] {
    return this.registry
      .all()
      .flatMap((config) =>
        config.triggers.flatMap((trigger) =>
          'cron' in trigger ? [{ functionId: config.id, cron: trigger.cron }] : [],
        ),
      );
  }
}

/** The newest time at or before `now` that the expression names. */
export function lastTickAt(cron: string, now: Date): Date | null {
  const [previous] = new Cron(cron.replace(/^TZ=\S+\s+/, '')).previousRuns(1, new Date(now.getTime() + 1)) ?? [];
  return previous ?? null;
}
