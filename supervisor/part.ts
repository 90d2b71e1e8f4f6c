import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { type HealthCheck, untilWedged } from './liveness';
import { type Output, wordsOf } from './output';
import { RestartPolicy, type RestartSettings } from './restart-policy';

const KEPT_LINES = 20;

export interface PartSettings {
  name: string;
  /** Starts the process; `spawned` is told of it at once, so that a stop finds it while it is still starting. */
  launch(log: (line: string) => void, spawned: (child: ChildProcess) => void): Promise<ChildProcess> | ChildProcess;
  /** Resolves when it does its work; rejects when the signal says it has ended or shall stop. */
  untilReady(child: ChildProcess, signal: AbortSignal): Promise<void>;
  stopSignal: NodeJS.Signals;
  /** After this, and when a person insists, it is killed with everything it started. */
  stopWithinMs: number;
  /** SIGKILL unless told. */
  killSignal?: NodeJS.Signals;
  restarts?: RestartSettings;
  /** One that fails it once it has passed it is killed and started again. */
  health?: HealthCheck;
}

export class PartFailedError extends Error {
  override readonly name = 'PartFailedError';
}

/** One process of the system: started, watched, started again after a crash, stopped. */
export class Part {
  readonly name: string;
  readonly #settings: PartSettings;
  readonly #output: Output;
  readonly #policy: RestartPolicy;
  readonly #stopping = new AbortController();
  readonly #onGiveUp: PartEvents['onGiveUp'];
  readonly #onLaunch: (part: Part) => Promise<void>;
  #child: ChildProcess | undefined;
  #launching: Promise<unknown> | undefined;
  #startedAt = 0;
  #lastLines: string[] = [];
  #givenUpSince: number | undefined;

  constructor(settings: PartSettings, output: Output, events: PartEvents) {
    this.name = settings.name;
    this.#settings = settings;
    this.#output = output;
    this.#policy = new RestartPolicy(settings.restarts);
    this.#onGiveUp = events.onGiveUp;
    this.#onLaunch = events.onLaunch;
  }

  get pid(): number | undefined {
    return this.#child !== undefined && isRunning(this.#child) ? this.#child.pid : undefined;
  }

  /**
   * Resolves when ready. A process that ends by itself before it ever was ready has something to say that starting
   * again would only repeat: PartFailedError with its last lines. One that was killed is started again.
   */
  async start(): Promise<void> {
    for (;;) {
      const end = await this.#launch();
      if (end === 'ready') {
        void this.#keepRunning();
        return;
      }
      this.#stopping.signal.throwIfAborted();
      if ('problem' in end || end.signal === null) throw this.#failed(`${this.name} did not start (${endText(end)})`);
      await this.#waitAfterCrash(end);
    }
  }

  /** In an orderly way first; by force when it takes too long or `force` says so. */
  async stop(force: AbortSignal): Promise<void> {
    this.#stopping.abort(new PartFailedError(`${this.name} was told to stop`));
    const timeout = AbortSignal.timeout(this.#settings.stopWithinMs);
    const kill = () => this.kill();
    AbortSignal.any([timeout, force]).addEventListener('abort', kill, { once: true });
    if (force.aborted) kill();
    await Promise.all([this.#stopChild(), this.#launching?.catch(() => {})]);
    // A launch that was under way may have made another one meanwhile.
    await this.#stopChild();
  }

  async #stopChild(): Promise<void> {
    const child = this.#child;
    if (child === undefined || !isRunning(child)) return;
    const gone = new Promise((exited) => child.once('exit', exited).once('error', exited));
    child.kill(this.#settings.stopSignal);
    await gone;
  }

  /** At once, with everything it started. */
  kill(): void {
    const child = this.#child;
    if (child?.pid === undefined || !isRunning(child)) return;
    const signal = this.#settings.killSignal ?? 'SIGKILL';
    try {
      process.kill(-child.pid, signal);
    } catch {
      child.kill(signal);
    }
  }

  async #launch(): Promise<'ready' | End> {
    this.#lastLines = [];
    this.#startedAt = Date.now();
    const log = (line: string) => {
      this.#output.child(this.name, line);
      this.#lastLines = [...this.#lastLines.slice(1 - KEPT_LINES), line];
    };
    this.#stopping.signal.throwIfAborted();
    const launching = Promise.resolve(
      this.#settings.launch(log, (spawned) => {
        this.#child = spawned;
      }),
    );
    this.#launching = launching;
    const child = await launching;
    this.#child = child;
    child.on('error', (error) => log(`it cannot be started: ${error.message}`));
    await this.#onLaunch(this);
    const ended = new AbortController();
    const end = untilEnd(child).finally(() => ended.abort());
    const signal = AbortSignal.any([ended.signal, this.#stopping.signal]);
    void this.#watch(signal);
    const ready = this.#settings.untilReady(child, signal).then(
      () => 'ready' as const,
      (error: unknown) => {
        if (ended.signal.aborted) return end;
        throw error;
      },
    );
    return Promise.race([ready, end]);
  }

  /** Kills it when it lives on and does nothing any more; it is then started again as after any crash. */
  async #watch(signal: AbortSignal): Promise<void> {
    const { health } = this.#settings;
    const problem = health && (await untilWedged(health, this.#policy.settings, signal));
    if (!problem) return;
    this.#output.say('error', `${this.name} lives and does nothing any more (${problem}); it is killed`);
    this.kill();
  }

  /** Starts it again whenever it ends without having been told to. */
  async #keepRunning(): Promise<void> {
    try {
      for (;;) {
        if (this.#child === undefined) return;
        let end: 'ready' | End = await untilEnd(this.#child);
        while (end !== 'ready') {
          if (this.#stopping.signal.aborted) return;
          await this.#waitOrGiveUp(end);
          end = await this.#launchAgain();
        }
        this.#output.say('info', `${this.name} is back`, {});
      }
    } catch (error) {
      if (this.#stopping.signal.aborted) return;
      this.#onGiveUp(this.#failed(`${this.name}: ${String(error)}`), 0);
    }
  }

  /** What keeps a new process from starting (no disk, no memory) passes as a crash does. */
  async #launchAgain(): Promise<'ready' | End> {
    try {
      return await this.#launch();
    } catch (error) {
      this.#stopping.signal.throwIfAborted();
      this.kill();
      return { problem: error instanceof Error ? error.message : String(error) };
    }
  }

  async #waitOrGiveUp(end: End): Promise<void> {
    const waitMs = this.#policy.afterCrash(Date.now() - this.#startedAt);
    if (waitMs !== 'give up') return this.#wait(end, waitMs);
    const { retryGivenUpMs } = this.#policy.settings;
    if (this.#isGivenUp()) this.#output.say('error', `${this.name} still does not stay up (${endText(end)})`);
    else this.#onGiveUp(this.#keepsCrashing(end), this.#policy.streakSince);
    this.#givenUpSince = this.#policy.streakSince;
    await sleep(retryGivenUpMs, undefined, { signal: this.#stopping.signal });
  }

  /** In these quick crashes; one that has been well since starts over. */
  #isGivenUp(): boolean {
    return this.#givenUpSince === this.#policy.streakSince;
  }

  async #waitAfterCrash(end: End): Promise<void> {
    const waitMs = this.#policy.afterCrash(Date.now() - this.#startedAt);
    if (waitMs === 'give up') throw this.#keepsCrashing(end);
    await this.#wait(end, waitMs);
  }

  async #wait(end: End, waitMs: number): Promise<void> {
    const lastLines = this.#lastLines.slice(-5).map(wordsOf);
    this.#output.say(
      'error',
      `${this.name} stopped unexpectedly (${endText(end)}); starting it again in ${waitMs} ms`,
      lastLines.length > 0 ? { lastLines } : {},
    );
    await sleep(waitMs, undefined, { signal: this.#stopping.signal });
  }

  #keepsCrashing(end: End): PartFailedError {
    return this.#failed(`${this.name} keeps crashing (${endText(end)}): giving up`);
  }

  #failed(what: string): PartFailedError {
    const lines =
      this.#lastLines.length > 0 ? `. Its last lines:\n${this.#lastLines.map(wordsOf).join('\n')}` : ', without a word';
    return new PartFailedError(what + lines);
  }
}

export interface PartEvents {
  /** After every start of its process, before it is ready. */
  onLaunch(part: Part): Promise<void>;
  /** It keeps crashing, the first time at `since`; it is tried again now and then unless it is stopped. */
  onGiveUp(error: PartFailedError, since: number): void;
}

/** How a process ended, or why there was none. */
type End = { code: number | null; signal: NodeJS.Signals | null } | { problem: string };

async function untilEnd(child: ChildProcess): Promise<End> {
  // `close` comes after the last line has been read, and after an `error`, which `once` would take for its own.
  if (isRunning(child)) await new Promise((closed) => child.once('close', closed));
  return { code: child.exitCode, signal: child.signalCode };
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

function endText(end: End): string {
  if ('problem' in end) return end.problem;
  const { code, signal } = end;
  return signal === null ? `exit code ${code}` : `signal ${signal}`;
}
