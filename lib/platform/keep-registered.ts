import { setTimeout as sleep } from 'node:timers/promises';
import type { EmbeddedEngine } from './embedded-engine';
import { type RegistrationSettings, registerWithInngest } from './register-with-inngest';

/** Once more, though nothing is known to be wrong: whatever put the engine's list out of order is mended by the next one. */
const AGAIN_AFTER_MS = 60_000;
/** A real server writes each one down. */
const AGAIN_AT_SERVER_AFTER_MS = 15 * 60_000;
/** When the engine says that it cannot call us; readiness may be asked many times a second. */
const MEND_AFTER_MS = 2_000;

export interface KeepRegisteredSettings extends RegistrationSettings {
  appId: string;
  /** The address that is registered, where the server finds this process. */
  registeredUrl: string;
  /** Null: nobody to ask whether the registration holds. */
  engine: EmbeddedEngine | null;
}

/** Registers a process's functions, again and again, and knows whether they can be called. */
export class Registration {
  #registered = false;
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
    if (!this.#registered) throw new Error('not registered with Inngest yet');
    const { engine, appId, registeredUrl } = this.settings;
    const uncallable = await engine?.uncallable(appId, registeredUrl);
    if (uncallable === undefined || uncallable.length === 0) return;
    this.#wake.abort();
    throw new Error(`the engine cannot call ${uncallable.join(', ')} here; registering again`);
  }

  async #keep(): Promise<void> {
    const { signal, logger, engine, appId, registeredUrl } = this.settings;
    const onProblem = () => {
      this.#registered = false;
    };
    // Said once: that it still holds is no news.
    const quiet = { info: () => {}, warn: logger.warn.bind(logger) };
    for (let first = true; !signal?.aborted; first = false) {
      this.#registered = await registerWithInngest({
        ...this.settings,
        ...(first ? {} : { logger: quiet }),
        onProblem,
      });
      // Also says whether it is the embedded engine at all.
      await engine?.uncallable(appId, registeredUrl).catch(() => {});
      await this.#pause(MEND_AFTER_MS);
      this.#wake = new AbortController();
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
