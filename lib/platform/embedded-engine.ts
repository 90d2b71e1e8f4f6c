import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import { SokoError } from './errors';
import { isSameSecret } from './secrets';

/** The engine is on this machine or beside it, and answers from memory and a few indexed rows. */
const ASKED_WITHIN_MS = 2_500;
/** It goes through all events of a day. */
const ERASED_WITHIN_MS = 60_000;

const appSchema = z.object({
  engine: z.literal('soko'),
  functions: z.array(z.object({ id: z.string(), callable: z.boolean() })),
});
const erasedSchema = z.object({ engine: z.literal('soko'), events: z.number(), runs: z.number() });

export interface EngineSettings {
  baseUrl: string | undefined;
  signingKey: string | undefined;
  isDev: boolean;
}

export type ErasedFromEngine = { kind: 'erased'; events: number; runs: number } | { kind: 'other_server' };

/** What the embedded engine can be asked besides Inngest's protocol; a real server knows none of it. */
export class EmbeddedEngine {
  #isEmbedded: boolean | undefined;
  /** What is being asked just now: whoever asks the same is given the same answer. */
  readonly #asking = new Map<string, Promise<string[] | undefined>>();

  /** Null where there can be none: in dev mode, and with Inngest's own cloud. */
  static at({ baseUrl, signingKey, isDev }: EngineSettings): EmbeddedEngine | null {
    return baseUrl === undefined || signingKey === undefined || isDev ? null : new EmbeddedEngine(baseUrl, signingKey);
  }

  private constructor(
    private readonly baseUrl: string,
    private readonly signingKey: string,
  ) {}

  /** Undefined until somebody asked it something. */
  get isEmbedded(): boolean | undefined {
    return this.#isEmbedded;
  }

  /** What it cannot call the process at this address for; undefined for another server. Throws when it is away. */
  async uncallable(appId: string, url: string): Promise<string[] | undefined> {
    if (this.#isEmbedded === false) return undefined;
    const path = `/engine/apps/${appId}?url=${encodeURIComponent(url)}`;
    const asked = this.#asking.get(path) ?? this.#askUncallable(path).finally(() => this.#asking.delete(path));
    this.#asking.set(path, asked);
    return asked;
  }

  async #askUncallable(path: string): Promise<string[] | undefined> {
    const answer = await this.#ask(path, { signal: AbortSignal.timeout(ASKED_WITHIN_MS) });
    const app = appSchema.safeParse(answer);
    this.#isEmbedded = app.success;
    if (!app.success) return undefined;
    const { functions } = app.data;
    if (functions.length === 0) return ['any function'];
    return functions.filter(({ callable }) => !callable).map(({ id }) => id);
  }

  /** Takes everything that names this phone out of the engine's tables. Errors: `engine_unreachable`. */
  async erase(phone: string): Promise<ErasedFromEngine> {
    try {
      // Nobody but the embedded engine is told a phone here.
      if (this.#isEmbedded !== true) await this.uncallable('soko-web', this.baseUrl);
      if (!this.#isEmbedded) return { kind: 'other_server' };
      const answer = await this.#ask('/engine/erase', {
        method: 'POST',
        body: JSON.stringify({ value: phone }),
        signal: AbortSignal.timeout(ERASED_WITHIN_MS),
      });
      const { events, runs } = erasedSchema.parse(answer);
      return { kind: 'erased', events, runs };
    } catch (cause) {
      throw new SokoError({
        code: 'engine_unreachable',
        message:
          `The engine at ${this.baseUrl} did not erase its events. ` +
          'Look whether it runs (npm run soko -- doctor), then erase again.',
        cause,
      });
    }
  }

  /** Undefined: an answer, but not of ours. */
  async #ask(path: string, init: RequestInit): Promise<unknown> {
    const headers = { authorization: `Bearer ${bearerOf(this.signingKey)}`, 'content-type': 'application/json' };
    const response = await fetch(new URL(path, this.baseUrl), { redirect: 'manual', ...init, headers });
    if (response.status >= 500) throw new Error(`it answered ${response.status}`);
    return response.json().catch(() => undefined);
  }
}

const PREFIX = /^signkey-\w+-/;

/** The bearer token of a signing key: its hash, so that the key itself never travels. As Inngest's SDK has it. */
function bearerOf(signingKey: string): string {
  const prefix = PREFIX.exec(signingKey)?.[0] ?? '';
  const secret = Buffer.from(signingKey.slice(prefix.length), 'hex');
  return prefix + createHash('sha256').update(secret).digest('hex');
}

/**
 * Whether an `X-Inngest-Signature` is that of these very bytes, as the embedded engine signs them. Inngest's own server
 * signs its canonical form, which only the SDK, after parsing all of it, can tell.
 */
export function isSignedAsSent(text: string, signature: string, signingKey: string): boolean {
  const params = new URLSearchParams(signature);
  const mac = createHmac('sha256', signingKey.replace(PREFIX, ''));
  mac.update(text).update(params.get('t') ?? '');
  return isSameSecret(params.get('s') ?? '', mac.digest('hex'));
}
