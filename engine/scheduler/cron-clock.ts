import { storedEvent } from '../protocol/event';
import type { FunctionDefinition } from '../protocol/function-definition';
import { readCronTicks, startTick } from '../store/crons';
import type { Database } from '../store/database';
import { planRun } from '../store/plan-event';
import { lastMissedTick, nextTick } from './cron';

/** Timers cannot be set for more than 24 days, and clocks are set. */
const LONGEST_WAIT_MS = 60_000;
const RETRY_MS = 1_000;

export interface CronClockOptions {
  database: Database;
  onDue(functionIds: string[]): void;
  onError(error: unknown): void;
}

interface Ticking {
  definition: FunctionDefinition;
  cron: string;
  /** When it last ticked. */
  last: number;
}

/** Ticks the crons of the registered functions; of ticks that were missed the last one is caught up on. */
export class CronClock {
  #ticking: Ticking[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(private readonly options: CronClockOptions) {}

  async replaceFunctions(definitions: FunctionDefinition[]): Promise<void> {
    const now = Date.now();
    const crons = definitions.flatMap((definition) =>
      definition.triggers.flatMap((trigger) => (trigger.kind === 'cron' ? { definition, cron: trigger.cron } : [])),
    );
    const pairs = crons.map(({ definition, cron }) => ({ functionId: definition.id, cron }));
    const ticks = await readCronTicks(this.options.database, pairs, now);
    this.#ticking = crons.map((one) => ({ ...one, last: ticks.get(`${one.definition.id} ${one.cron}`) ?? now }));
    this.#lookAt(now);
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #lookAt(at: number): void {
    if (this.#isStopped) return;
    clearTimeout(this.#timer);
    const look = () => {
      this.#look().then(
        () => this.#lookAt(Math.min(...this.#ticking.map(({ cron }) => nextTick(cron, Date.now()) ?? Infinity))),
        (error: unknown) => {
          this.options.onError(error);
          this.#lookAt(Date.now() + RETRY_MS);
        },
      );
    };
    this.#timer = setTimeout(look, Math.min(Math.max(at - Date.now(), 1), LONGEST_WAIT_MS));
  }

  /** A tick that fails to be stored is missed, and caught up on. */
  async #look(): Promise<void> {
    for (const ticking of this.#ticking) {
      const { definition, cron } = ticking;
      const now = Date.now();
      // One in the future: the clock was put back since.
      ticking.last = Math.min(ticking.last, now);
      const { last } = ticking;
      const tickAt = lastMissedTick(cron, last, now);
      if (tickAt === undefined) continue;
      const event = storedEvent({
        id: `cron:${definition.id}:${cron}:${new Date(tickAt).toISOString()}`,
        name: 'inngest/scheduled.timer',
        ts: tickAt,
        data: { cron },
      });
      const run = planRun(definition, event, now, cron);
      await startTick(this.options.database, { run, event, cron, tickAt, now });
      ticking.last = tickAt;
      this.options.onDue([definition.id]);
    }
  }
}
