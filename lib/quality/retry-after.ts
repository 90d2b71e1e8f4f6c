import { z } from 'zod';
import { retryAfterMs } from '@/lib/platform/errors';

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
  const told = retryAfterMs(header, Date.now(), Number.POSITIVE_INFINITY);
  if (told !== undefined) waits.push(told);
  return waits.length === 0 ? undefined : Math.max(...waits);
}
