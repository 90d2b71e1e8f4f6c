/** A function as the scheduler works with it: what was registered, checked and in milliseconds. Kept as JSON. */
export interface FunctionDefinition {
  id: string;
  triggers: Trigger[];
  /** How often a step, or the function itself, is tried: retries + 1. */
  maxAttempts: number;
  concurrency: Concurrency;
  throttle: Throttle | null;
  batch: Batch | null;
}

export type Trigger =
  | { kind: 'event'; event: string }
  | { kind: 'cron'; cron: string }
  /** An `onFailure` handler: when a run of this function has failed. */
  | { kind: 'failure'; functionId: string };

/** How many calls at once: of the function, and of those whose events have the same value at a path. */
export interface Concurrency {
  all: number;
  byKey: { limit: number; key: string } | null;
}

export interface Throttle {
  limit: number;
  periodMs: number;
  /** How many may start at once after a quiet time. */
  burst: number;
}

export interface Batch {
  maxSize: number;
  timeoutMs: number;
  key: string | null;
}

/** The part of Inngest's expressions that keys are written in: the path to a field of the event. */
export const KEY_PATH = /^event(\.[A-Za-z_]\w*)+$/;

/** What a key path finds in an event, as text to group by. A field that is not there is null. */
export function keyOf(path: string, event: Record<string, unknown>): string {
  let value: unknown = event;
  for (const field of path.split('.').slice(1)) {
    const isThere = typeof value === 'object' && value !== null && Object.hasOwn(value, field);
    value = isThere ? (value as Record<string, unknown>)[field] : null;
  }
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
