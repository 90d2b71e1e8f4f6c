import { z } from 'zod';

const retryInfo = z.object({
  '@type': z.string().endsWith('google.rpc.RetryInfo'),
  retryDelay: z.string().regex(/^\d+(\.\d+)?s$/),
});

/** How long to wait, from a Retry-After header and Google's error details: the longer of the two; undefined when neither says. */
export function retryAfterMs(header: string | null, details: readonly unknown[], now = Date.now()): number | undefined {
  const waits = details.flatMap((detail) => {
    const parsed = retryInfo.safeParse(detail);
    return parsed.success ? [Math.ceil(Number.parseFloat(parsed.data.retryDelay) * 1000)] : [];
  });
  if (header !== null && /^\s*\d+\s*$/.test(header)) waits.push(Number(header) * 1000);
  else if (header !== null && !Number.isNaN(Date.parse(header))) waits.push(Math.max(0, Date.parse(header) - now));
  return waits.length === 0 ? undefined : Math.max(...waits);
}
