import type { Prisma } from '@/lib/platform/prisma-client/client';
import type { Usage } from './usage.schema';

/** What has been counted since then, all in all; nothing for what has not been met. */
export async function readUsage(db: Prisma.TransactionClient, since: Date): Promise<Partial<Record<Usage, number>>> {
  const rows = await db.$queryRaw<{ what: Usage; amount: number }[]>`
    SELECT "what", sum("amount") AS "amount" FROM "usageCounts" WHERE "hour" >= ${since} GROUP BY "what"`;
  return Object.fromEntries(rows.map(({ what, amount }) => [what, amount]));
}

/** One kind's, by hour. */
export async function readHourly(
  db: Prisma.TransactionClient,
  what: Usage,
  since: Date,
): Promise<{ hour: Date; amount: number }[]> {
  return db.usageCount.findMany({
    where: { what, hour: { gte: since } },
    orderBy: { hour: 'asc' },
    select: { hour: true, amount: true },
  });
}
