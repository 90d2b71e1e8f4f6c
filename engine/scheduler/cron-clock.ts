import { storedEvent } from '../protocol/event';
import type { FunctionDefinition } from '../protocol/function-definition';
import { readCronTicks, rememberCron, startTick } from '../store/crons';
import type { Database } from '../store/database';
import { planRun } from '../store/plan-event';
import { lastMissedTick, nextTick } from './cron';

/** Timers cannot be set for more than 24 days. */
const LONGEST_TIMER_MS = 3_600_000;
const RETRY_MS = 1_000;

export interface CronClockOptions {
  database: Database;
  onDue(functionIds: string[]): void;
  onError(error: unknown): void;
}

/** Ticks the crons of the registered functions; ticks missed while the engine was away are caught up on by one run. */
export class CronClock {
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #generation = 0;

  constructor(private readonly options: CronClockOptions) {}

  async replaceFunctions(definitions: FunctionDefinition[]): Promise<void> {
    const generation = ++this.#generation;
    const ticks = await readCronTicks(this.options.database);
    if (generation !== this.#generation) return;
    this.#clearTimers();
    for (const definition of definitions) {
      for (const trigger of definition.triggers) {
        if (trigger.kind !== 'cron') continue;
        const now = Date.now();
        const last = ticks.get(`${definition.id} ${trigger.cron}`);
        if (last === undefined) await rememberCron(this.options.database, definition.id, trigger.cron, now);
        const missed = last === undefined ? undefined : lastMissedTick(trigger.cron, last, now);
        if (generation !== this.#generation) return;
        if (missed === undefined) this.#setNext(definition, trigger.cron, now);
        else void this.#tick(definition, trigger.cron, missed);
      }
    }
  }

  stop(): void {
    this.#generation++;
    this.#clearTimers();
  }

  #clearTimers(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #setNext(definition: FunctionDefinition, cron: string, after: number): void {
    const tickAt = nextTick(cron, after);
    if (tickAt === undefined) return;
    const wait = tickAt - Date.now();
    if (wait > LONGEST_TIMER_MS)
      this.#setTimer(definition, cron, LONGEST_TIMER_MS, () => this.#setNext(definition, cron, after));
    else this.#setTimer(definition, cron, wait, () => void this.#tick(definition, cron, tickAt));
  }

  #setTimer({ id }: FunctionDefinition, cron: string, wait: number, then: () => void): void {
    const key = `${id} ${cron}`;
    clearTimeout(this.#timers.get(key));
    this.#timers.set(key, setTimeout(then, Math.max(wait, 1)));
  }

  async #tick(definition: FunctionDefinition, cron: string, tickAt: number): Promise<void> {
    const generation = this.#generation;
    const { database, onDue, onError } = this.options;
    const now = Date.now();
    const event = storedEvent({
      id: `cron:${definition.id}:${cron}:${new Date(tickAt).toISOString()}`,
      name: 'inngest/scheduled.timer',
      ts: tickAt,
      data: { cron },
    });
    try {
      await startTick(database, { run: planRun(definition, event, now, cron), event, cron, tickAt, now });
      if (generation !== this.#generation) return;
      onDue([definition.id]);
      // Not from the tick: after a long pause of the whole machine the ticks in between are not made up for.
      this.#setNext(definition, cron, Math.max(tickAt, now));
    } catch (error) {
      onError(error);
      if (generation === this.#generation) {
        this.#setTimer(definition, cron, RETRY_MS, () => void this.#tick(definition, cron, tickAt));
      }
    }
  }
}
