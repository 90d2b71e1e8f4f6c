import type { Prisma } from '@/lib/platform/prisma-client/client';
import type { Usage } from './usage';

/** What has been counted since then, all in all; nothing for what has not been met. */
export async function readUsage(db: Prisma.TransactionClient, since: Date): Promise<Partial<Record<Usage, number>>> {
  const rows = await db.$queryRaw<{ what: Usage; amount: number }[]>`
    SELECT "what", sum("amount") AS "amount" FROM "usageCounts" WHERE "hour" >= ${since} GROUP BY "what"`;
  return Object.fromEntries(rows.map(({ what, amount }) => [what, amount]));
}
