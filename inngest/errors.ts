import { setTimeout as sleep } from 'node:timers/promises';
import { NonRetriableError, RetryAfterError } from 'inngest';
import { asDatabaseUnavailable } from '@/lib/platform/db-errors';
import { asSokoError, SokoError } from '@/lib/platform/errors';
import { isQueueAway } from './client';

/** Inngest counts Retry-After in whole seconds and rounds down: without this it comes back before its time. */
const ROUNDING_MS = 50;

/**
 * Our errors as Inngest understands them: never again, again at a time, or again by its own backoff. The only such
 * mapping.
 */
export function toInngestError(error: unknown): Error {
  const { code, message, retry } = asSokoError(error);
  const text = `${code}: ${message}`;
  if (!retry.again) return new NonRetriableError(text, { cause: error });
  if (retry.afterMs === undefined) {
    return error instanceof Error && !(error instanceof SokoError) ? error : new Error(text, { cause: error });
  }
  return new RetryAfterError(text, new Date(Date.now() + retry.afterMs + ROUNDING_MS), { cause: error });
}

/**
 * A PostgreSQL that restarts is back within this, recovery included; for longer outages there are the engine's own
 * retries.
 */
const DATABASE_PATIENCE_MS = 60_000;
const LOOK_AGAIN_MS = 1_000;

interface Patience {
  patienceMs?: number;
  lookAgainMs?: number;
}

/**
 * Runs a step's work. While the database or the queue is away it is begun anew every second, as every stage's work may
 * be: the engine's retries, which double their waits, would make a restart of seconds cost minutes. Errors come out as
 * Inngest takes them.
 */
export async function withInngestErrors<T>(
  work: () => Promise<T>,
  { patienceMs = DATABASE_PATIENCE_MS, lookAgainMs = LOOK_AGAIN_MS }: Patience = {},
): Promise<T> {
  const startedAt = Date.now();
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const isAway = asDatabaseUnavailable(error) !== undefined || isQueueAway(error);
      if (!isAway || Date.now() - startedAt >= patienceMs) throw toInngestError(error);
      await sleep(lookAgainMs);
    }
  }
}
