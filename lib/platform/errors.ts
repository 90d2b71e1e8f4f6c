/** Whether, and when, the same work may be tried again. */
export type Retry = { again: false } | { again: true; afterMs?: number };

export const NEVER: Retry = { again: false };
export const AGAIN: Retry = { again: true };

export interface SokoErrorOptions {
  /** Stable, snake_case: logs, API answers and tests rely on it. */
  code: string;
  /** What happened and what to do next, in words a user can act on. No secrets, no full phone numbers. */
  message: string;
  retry?: Retry;
  /** HTTP status when it reaches an API caller. */
  status?: number;
  cause?: unknown;
}

const MARK = Symbol.for('soko.error');

/** Every error Soko throws on purpose. Mapped once to Inngest's (inngest/errors.ts) and once to HTTP's (lib/platform/http-errors.ts). */
export class SokoError extends Error {
  /**
   * Next bundles this module more than once, and what is shared between its bundles (limits, wiring) throws errors of its own copy:
   * the mark, not the class, says what is ours.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: a subclass asks for itself, and only for itself.
    if (this !== SokoError) return Function.prototype[Symbol.hasInstance].call(this, value);
    return typeof value === 'object' && value !== null && MARK in value;
  }

  readonly [MARK] = true;
  readonly code: string;
  readonly retry: Retry;
  readonly status: number;

  constructor({ code, message, retry = NEVER, status = 500, cause }: SokoErrorOptions) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'SokoError';
    this.code = code;
    this.retry = retry;
    this.status = status;
  }
}

/** The error as a SokoError: what we did not throw ourselves is unexpected and worth another try. */
export function asSokoError(error: unknown): SokoError {
  if (error instanceof SokoError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new SokoError({ code: 'unexpected', message, retry: AGAIN, cause: error });
}
