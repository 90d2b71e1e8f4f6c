import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { EmbeddedEngine } from './embedded-engine';
import type { Logger } from './logger';
import { askUrl } from './readiness';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;
const TIMEOUT_MS = 15_000;
/** Said again now and then, not at every attempt. */
const REMIND_EVERY = 10;

/** Again, though nothing is known to be wrong: whatever put the engine's list out of order is mended by it. */
const AGAIN_AFTER_MS = 60_000;
/** A real server writes each one down, and cannot be asked whether it has lost what it knew. */
const AGAIN_AT_SERVER_AFTER_MS = 3 * 60_000;
/** When it is known not to hold; readiness may be asked many times a second. */
const MEND_AFTER_MS = 2_000;

const answerSchema = z.object({ message: z.string() });

interface Attempts {
  /** This process's own Inngest endpoint, e.g. `http://127.0.0.1:3100/api/inngest`. */
  serveUrl: string;
  /** Asks that endpoint for it; default: over HTTP, so that what is registered does answer. */
  ask?: (signal: AbortSignal) => Promise<Response>;
  logger: Pick<Logger, 'info' | 'warn'>;
  /** Ends the attempts, e.g. when the process stops. */
  signal?: AbortSignal | undefined;
  onProblem?(problem: string): void;
}

export interface KeepRegisteredSettings extends Attempts {
  appId: string;
  /** The address that is registered, where the server finds this process. */
  registeredUrl: string;
  /** INNGEST_BASE_URL; undefined: Inngest's cloud, which is not asked how it is. */
  serverUrl: string | undefined;
  /** Null: nobody to ask whether the registration holds. */
  engine: EmbeddedEngine | null;
}

/** Registers a process's functions, again and again, and knows whether they can be called. */
export class Registration {
  #registered = false;
  #problem = '';
  #wake = new AbortController();
  readonly #ended: Promise<void>;

  constructor(private readonly settings: KeepRegisteredSettings) {
    this.#ended = this.#keep();
  }

  /** Resolves once the signal of the settings has ended it. */
  get ended(): Promise<void> {
    return this.#ended;
  }

  /** Throws when no work can reach this process, and has it registered anew. */
  async check(): Promise<void> {
    if (!this.#registered) throw new Error(`not registered with Inngest yet${this.#problem && ` (${this.#problem})`}`);
    const uncallable = await this.#askServer();
    if (uncallable.length === 0) return;
    this.renew();
    throw new Error(`the engine cannot call ${uncallable.join(', ')} here; registering again`);
  }

  /** Registers at once, whatever is known. */
  renew(): void {
    this.#wake.abort();
  }

  /** What the embedded engine cannot call here. Throws when nobody answers: who comes back may know nothing. */
  async #askServer(): Promise<string[]> {
    const { engine, appId, registeredUrl, serverUrl } = this.settings;
    try {
      const uncallable = await engine?.uncallable(appId, registeredUrl);
      if (uncallable === undefined && serverUrl !== undefined) await askUrl(new URL('/health', serverUrl));
      return uncallable ?? [];
    } catch (error) {
      this.renew();
      throw new Error(`the server at INNGEST_BASE_URL does not answer (${reasonOf(error)}); registering again`);
    }
  }

  async #keep(): Promise<void> {
    const { signal, logger, engine, appId, registeredUrl } = this.settings;
    const onProblem = (problem: string) => {
      this.#registered = false;
      this.#problem = problem;
    };
    // Said once: that it still holds is no news.
    const quiet = { info: () => {}, warn: logger.warn.bind(logger) };
    for (let first = true; !signal?.aborted; first = false) {
      this.#wake = new AbortController();
      const attempts = { ...this.settings, ...(first ? {} : { logger: quiet }), onProblem };
      this.#registered = await registerWithInngest(attempts);
      // Also says whether it is the embedded engine at all.
      await engine?.uncallable(appId, registeredUrl).catch(() => {});
      await this.#pause(MEND_AFTER_MS);
      // One that was away a moment ago may be either.
      const isServer = engine === null || engine.isEmbedded === false;
      await this.#pause(isServer ? AGAIN_AT_SERVER_AFTER_MS : AGAIN_AFTER_MS, this.#wake.signal);
    }
  }

  async #pause(ms: number, wake?: AbortSignal): Promise<void> {
    const signals = [this.settings.signal, wake].filter((signal) => signal !== undefined);
    await sleep(ms, undefined, { signal: AbortSignal.any(signals), ref: false }).catch(() => {});
  }
}

/**
 * Tells the Inngest server which functions this process serves, as a PUT to its own endpoint does; tried until the
 * server answers, or until the signal stops it: then false. To be called once the endpoint listens.
 */
export async function registerWithInngest(attempts: Attempts): Promise<boolean> {
  const { serveUrl, logger, signal, onProblem } = attempts;
  let waitMs = FIRST_WAIT_MS;
  for (let attempt = 1; !signal?.aborted; attempt++) {
    const problem = await tryToRegister(attempts);
    if (problem === undefined) {
      logger.info({ serveUrl, attempt }, 'registered with Inngest');
      return true;
    }
    onProblem?.(problem);
    if (attempt === 1 || attempt % REMIND_EVERY === 0) {
      const told = 'not registered with Inngest yet: no work starts until then; trying on';
      logger.warn({ serveUrl, attempt, problem }, told);
    }
    await sleep(waitMs, undefined, { ...(signal ? { signal } : {}) }).catch(() => {});
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
  }
  return false;
}

/** Undefined when registered; otherwise why not, as the SDK or the socket words it. */
async function tryToRegister({ serveUrl, ask, signal }: Attempts): Promise<string | undefined> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const ended = AbortSignal.any(signal ? [signal, timeout] : [timeout]);
    const answer = await (ask?.(ended) ?? fetch(serveUrl, { method: 'PUT', signal: ended }));
    if (answer.ok) return undefined;
    const body = answerSchema.safeParse(await answer.json().catch(() => undefined));
    return `${answer.status}${body.success ? `: ${body.data.message}` : ''}`;
  } catch (error) {
    return reasonOf(error);
  }
}

/** What `fetch` itself says is no reason; the socket's words are. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}
