/** A function as the scheduler works with it: what a registration asked for, checked and in milliseconds. Kept as JSON. */
export interface FunctionDefinition {
  id: string;
  appId: string;
  name: string;
  triggers: Trigger[];
  /** How often a step, or the function itself, is tried: retries + 1. */
  maxAttempts: number;
  concurrency: ConcurrencyLimit[];
  throttle: Throttle | null;
  batch: Batch | null;
  /** An expression whose value starts one run in 24 hours. */
  idempotency: string | null;
  cancelOn: CancelOn[];
}

export type Trigger = { kind: 'event'; event: string; expression: string | null } | { kind: 'cron'; cron: string };

export interface ConcurrencyLimit {
  limit: number;
  key: string | null;
}

export interface Throttle {
  limit: number;
  periodMs: number;
  burst: number;
  key: string | null;
}

export interface Batch {
  maxSize: number;
  timeoutMs: number;
  key: string | null;
}

export interface CancelOn {
  event: string;
  expression: string | null;
  /** How long after the run's start the event still counts. */
  timeoutMs: number | null;
}
