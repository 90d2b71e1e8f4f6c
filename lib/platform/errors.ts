export type Retry = { again: false } | { again: true; afterMs?: number };

export const NEVER: Retry = { again: false };
export const AGAIN: Retry = { again: true };

/** What can be set wrongly, be without credit, be full or be gone for good, all by itself. */
export type Service = 'reviewer' | 'images' | 'vectors' | 'model';

/**
 * An error that is the installation's, never a product's: a bad key, a retired model, a bucket that is not there, a
 * full store, a daily quota. Nothing is judged by it: what needs the service waits until it is mended.
 */
export interface ServiceFault {
  service: Service;
  /** What an operator is to do, naming the setting. */
  remedy: string;
  /** When it ends by itself (a daily quota), if it does. */
  resetsAt?: Date;
}

export interface SokoErrorOptions {
  /** Stable, snake_case: logs, API answers and tests rely on it. */
  code: string;
  /** What happened and what to do next, in words a user can act on. No secrets, no full phone numbers. */
  message: string;
  retry?: Retry;
  /** HTTP status when it reaches an API caller. */
  status?: number;
  /** The message is then in the service's own words. */
  fault?: ServiceFault;
  cause?: unknown;
}

const MARK = Symbol.for('soko.error');

/** Every error thrown on purpose. Mapped once to Inngest's (inngest/errors.ts) and once to HTTP's (http-errors.ts). */
export class SokoError extends Error {
  /** By a mark: Next bundles this module more than once, and what its bundles share throws errors of its own copy. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: a subclass asks for itself, and only for itself.
    if (this !== SokoError) return Function.prototype[Symbol.hasInstance].call(this, value);
    return typeof value === 'object' && value !== null && MARK in value;
  }

  readonly [MARK] = true;
  readonly code: string;
  readonly retry: Retry;
  readonly status: number;
  readonly fault: ServiceFault | undefined;

  constructor({ code, message, retry = NEVER, status = 500, fault, cause }: SokoErrorOptions) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'SokoError';
    this.code = code;
    this.retry = retry;
    this.status = status;
    this.fault = fault;
  }
}

/** The error as a SokoError: what we did not throw ourselves is unexpected and worth another try. */
export function asSokoError(error: unknown): SokoError {
  if (error instanceof SokoError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new SokoError({ code: 'unexpected', message, retry: AGAIN, cause: error });
}

/** An error and what it wraps, outermost first; not deeper than anybody wraps on purpose. */
export function* causesOf(error: unknown, depth = 0): Generator<object> {
  if (typeof error !== 'object' || error === null || depth > 4) return;
  yield error;
  const { cause, errors, meta } = error as { cause?: unknown; errors?: unknown; meta?: unknown };
  for (const inner of Array.isArray(errors) ? errors : []) yield* causesOf(inner, depth + 1);
  yield* causesOf(cause, depth + 1);
  // Where Prisma keeps the driver's error of plain SQL, and of what it has no code for.
  if (typeof meta === 'object' && meta !== null && 'driverAdapterError' in meta)
    yield* causesOf(meta.driverAdapterError, depth + 1);
}

/** What `fetch` throws when nobody answers at all. */
export const isUnansweredFetch = (error: unknown): boolean =>
  error instanceof TypeError && error.message === 'fetch failed';

/** For one client that asks for too much: `too_many_requests` (429). */
export const clientBusy = (message: string, afterMs: number): SokoError =>
  new SokoError({ code: 'too_many_requests', message, status: 429, retry: { again: true, afterMs } });

/** When all clients together ask for too much: `too_busy` (503). */
export const allBusy = (message: string, afterMs: number): SokoError =>
  new SokoError({ code: 'too_busy', message, status: 503, retry: { again: true, afterMs } });

/** A Retry-After header (seconds or a date) as milliseconds from `now`; undefined where it says nothing usable. */
export function retryAfterMs(header: string | null | undefined, now: number, maxMs: number): number | undefined {
  const value = header?.trim() ?? '';
  if (/^\d{1,9}(?:\.\d{1,3})?$/.test(value)) return Math.min(Math.ceil(Number(value) * 1000), maxMs);
  // Date.parse reads all kinds of things; every HTTP date begins with a weekday and names GMT.
  const at = /^[a-z]{3,9},? .*GMT$/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.min(Math.max(0, at - now), maxMs);
}
