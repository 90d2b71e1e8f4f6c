import { z } from 'zod';
import { AGAIN, retryAfterMs, SokoError } from '@/lib/platform/errors';

export const reviewerRateLimited = (afterMs: number | undefined, cause: unknown): SokoError =>
  new SokoError({
    code: 'reviewer_rate_limited',
    message:
      'Gemini allows no more requests for now. It is tried again by itself; a larger quota makes reviews faster.',
    retry: { again: true, ...(afterMs === undefined ? {} : { afterMs }) },
    status: 503,
    cause,
  });

export const reviewerUnavailable = (why: string, cause?: unknown, afterMs?: number): SokoError =>
  new SokoError({
    code: 'reviewer_unavailable',
    message: `Gemini did not answer: ${why}. It is tried again by itself.`,
    retry: afterMs === undefined ? AGAIN : { again: true, afterMs },
    status: 503,
    cause,
  });

export const reviewerRefused = (why: string, cause?: unknown): SokoError =>
  new SokoError({ code: 'reviewer_refused', message: `Gemini gave no review: ${why}`, cause });

export const reviewerInvalidAnswer = (why: string, cause?: unknown): SokoError =>
  new SokoError({ code: 'reviewer_invalid_answer', message: `Gemini's answer can not be used: ${why}.`, cause });

const retryInfo = z.object({
  '@type': z.string().endsWith('google.rpc.RetryInfo'),
  retryDelay: z.string().regex(/^\d+(\.\d+)?s$/),
});

/** How long Google asks to wait, in its header and its error's details: the longer of the two. */
export function googleRetryMs(header: string | null, details: readonly unknown[]): number | undefined {
  const waits = details.flatMap((detail) => {
    const parsed = retryInfo.safeParse(detail);
    return parsed.success ? [Math.ceil(Number.parseFloat(parsed.data.retryDelay) * 1000)] : [];
  });
  const told = retryAfterMs(header ?? undefined, Date.now(), Number.POSITIVE_INFINITY);
  if (told !== undefined) waits.push(told);
  return waits.length === 0 ? undefined : Math.max(...waits);
}
