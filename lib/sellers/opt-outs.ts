import { createHmac } from 'node:crypto';
import type { Prisma } from '@/lib/platform/prisma-client/client';

/** All that is kept of a number that asked to be left out: keyed, because there are few enough numbers to try them all. */
export function hashPhone(phone: string, secret: string): string {
  return createHmac('sha256', secret).update(`opt-out:${phone}`).digest('hex');
}

/** Those of the phones that asked to be left out. */
export async function readOptedOut(
  db: Prisma.TransactionClient,
  phones: string[],
  secret: string,
): Promise<Set<string>> {
  const byHash = new Map(phones.map((phone) => [hashPhone(phone, secret), phone]));
  const rows = await db.sellerOptOut.findMany({ where: { phoneHash: { in: [...byHash.keys()] } } });
  return new Set(rows.flatMap((row) => byHash.get(row.phoneHash) ?? []));
}
