import { NonRetriableError, RetryAfterError } from 'inngest';
import { asSokoError } from '@/lib/platform/errors';

/** Inngest counts Retry-After in whole seconds and rounds down: without this it comes back before its time. */
const ROUNDING_MS = 50;

/** Our errors as Inngest understands them: never again, again at a time, or again by its own backoff. The only such mapping. */
export function toInngestError(error: unknown): Error {
  const { code, message, retry } = asSokoError(error);
  const text = `${code}: ${message}`;
  if (!retry.again) return new NonRetriableError(text, { cause: error });
  if (retry.afterMs === undefined) return error instanceof Error ? error : new Error(text);
  return new RetryAfterError(text, new Date(Date.now() + retry.afterMs + ROUNDING_MS), { cause: error });
}

/** Runs work whose SokoErrors decide whether and when Inngest tries again. */
export async function withInngestErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toInngestError(error);
  }
}
