import type { Prisma } from '@/lib/platform/prisma-client/client';

/**
 * A catalogue that WhatsApp did not know is not looked for again before this: long enough that pasting it in a loop
 * costs no browser, short enough for whoever mends a wrong setting in WhatsApp.
 */
const LOOK_AGAIN_MS = 5 * 60_000;

/** Those of the sellers whose catalogue was looked for just now and not there, with the sync that says so. */
export async function readJustNotFound(db: Prisma.TransactionClient, phones: string[]): Promise<Map<string, string>> {
  if (phones.length === 0) return new Map();
  const rows = await db.$queryRaw<{ syncRunId: string; sellerPhone: string }[]>`
    SELECT last."syncRunId", last."sellerPhone" FROM (
      SELECT DISTINCT ON ("sellerPhone") "id"::text AS "syncRunId", "sellerPhone", "outcome", "finishedAt"
      FROM "syncRuns"
      WHERE "kind" = 'catalogue' AND "sellerPhone" = ANY(${phones}) ORDER BY "sellerPhone", "createdAt" DESC
    ) last
    WHERE last."outcome" = 'not_found'
      AND last."finishedAt" > clock_timestamp() - make_interval(secs => ${LOOK_AGAIN_MS / 1000})`;
  return new Map(rows.map(({ sellerPhone, syncRunId }) => [sellerPhone, syncRunId]));
}
