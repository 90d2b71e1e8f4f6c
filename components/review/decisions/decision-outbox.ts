import type { Answer } from '@/components/api/answers';
import { ApiError } from '@/components/api/api-request';
import type { QueuedProduct } from '@/lib/moderation/moderation.schema';
import type { Verdict } from './verdict';

/** What a moderator did, until the server has answered it. */
export type OutboxEntry = { key: string; item: QueuedProduct } & (
  | { kind: 'decide'; verdict: Verdict }
  | { kind: 'undo'; decisionId: string }
  | { kind: 'skip'; back: boolean }
);

export type OutboxAnswer = Answer<'reviewDecided'> | Answer<'reviewSkipped'>;

/** Why nothing is sent right now. */
export type OutboxBlock = 'offline' | 'sign_in' | null;

export interface OutboxParts {
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** Where this moderator's are kept. */
  name: string;
  send(entry: OutboxEntry): Promise<OutboxAnswer>;
  /** One tab at a time sends; the key keeps two from counting twice. */
  alone(work: () => Promise<void>): Promise<void>;
  onAnswered(entry: OutboxEntry, answer: OutboxAnswer): void;
  onRefused(entry: OutboxEntry, refusal: { code: string; message: string }): void;
  onChange(): void;
}

/** What goes wrong on our side each time is not sent for ever: the product comes back to be decided anew. */
const TRIES = 5;

/**
 * Decisions on their way, in order, kept on the device: whoever loses the connection, or closes the page, has decided
 * all the same. Each has a key, so that the server does once what is sent twice.
 */
export class DecisionOutbox {
  readonly #parts: OutboxParts;
  readonly #failures = new Map<string, number>();
  #sending: string | null = null;
  #flushing: Promise<void> | null = null;
  /** Asked for while it was under way: what came at its very end must not wait. */
  #again = false;
  blocked: OutboxBlock = null;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  /** All that wait, the oldest first. */
  get entries(): OutboxEntry[] {
    return readEntries(this.#parts.storage.getItem(this.#parts.name));
  }

  add(entry: OutboxEntry): void {
    this.#write([...this.entries, entry]);
    void this.flush();
  }

  /** Takes back what was not sent yet. False: it is on its way, or was answered. */
  withdraw(key: string): boolean {
    if (this.#sending === key || !this.entries.some((entry) => entry.key === key)) return false;
    this.#remove(key);
    return true;
  }

  /** Sends what waits until nothing does, or something is in the way. */
  flush(): Promise<void> {
    if (this.#flushing !== null) {
      this.#again = true;
      return this.#flushing;
    }
    this.#flushing = this.#flushOnce();
    return this.#flushing;
  }

  async #flushOnce(): Promise<void> {
    try {
      do {
        this.#again = false;
        await this.#parts.alone(() => this.#sendAll());
      } while (this.#again && this.blocked === null);
    } finally {
      this.#flushing = null;
    }
  }

  async #sendAll(): Promise<void> {
    for (let [entry] = this.entries; entry !== undefined; [entry] = this.entries) {
      this.#sending = entry.key;
      try {
        const answer = await this.#parts.send(entry);
        this.#sending = null;
        this.blocked = null;
        this.#remove(entry.key);
        this.#parts.onAnswered(entry, answer);
      } catch (error) {
        this.#sending = null;
        if (!this.#refuse(entry, error)) return;
      }
    }
  }

  /** True: it is settled, go on with the next. */
  #refuse(entry: OutboxEntry, error: unknown): boolean {
    const refusal = error instanceof ApiError ? error : new ApiError(0, 'offline', String(error));
    const { status, code, message, isPassing } = refusal;
    this.blocked = code === 'sign_in_required' ? 'sign_in' : status === 0 || isPassing ? 'offline' : null;
    if (this.blocked !== null && !(status === 500 && this.#hasFailed(entry.key))) {
      this.#parts.onChange();
      return false;
    }
    this.blocked = null;
    this.#remove(entry.key);
    this.#parts.onRefused(entry, { code, message });
    return true;
  }

  #hasFailed(key: string): boolean {
    const failures = (this.#failures.get(key) ?? 0) + 1;
    this.#failures.set(key, failures);
    return failures >= TRIES;
  }

  #remove(key: string): void {
    this.#write(this.entries.filter((entry) => entry.key !== key));
  }

  #write(entries: OutboxEntry[]): void {
    const { storage, name } = this.#parts;
    if (entries.length === 0) storage.removeItem(name);
    else storage.setItem(name, JSON.stringify(entries));
    this.#parts.onChange();
  }
}

/** What the storage holds; whatever is no entry in it counts as not there. */
export function readEntries(text: string | null): OutboxEntry[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value.filter(isEntry) : [];
  } catch {
    return [];
  }
}

/** Written by this code, or by an older one of ours: what is sent and shown of it is looked at. */
function isEntry(value: unknown): value is OutboxEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { key, kind, item, verdict, decisionId } = value as Record<string, unknown>;
  if (typeof key !== 'string' || typeof item !== 'object' || item === null) return false;
  const { productId, version } = item as Record<string, unknown>;
  if (typeof productId !== 'string' || typeof version !== 'number') return false;
  if (kind === 'decide') return typeof verdict === 'object' && verdict !== null;
  return kind === 'skip' || (kind === 'undo' && typeof decisionId === 'string');
}
