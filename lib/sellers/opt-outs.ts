import { createHmac } from 'node:crypto';
import type { Prisma } from '@/lib/platform/prisma-client/client';

/** `key`: deriveKey('phone hashes'). All that is kept of a number that asked to be left out: keyed, because there are few enough numbers to try them all. */
export function hashPhone(phone: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(phone).digest('hex');
}

/** Those of the phones that asked to be left out. */
export async function readOptedOut(
  db: Prisma.TransactionClient,
  phones: string[],
  key: Uint8Array,
): Promise<Set<string>> {
  const byHash = new Map(phones.map((phone) => [hashPhone(phone, key), phone]));
  const rows = await db.sellerOptOut.findMany({ where: { phoneHash: { in: [...byHash.keys()] } } });
  return new Set(rows.flatMap((row) => byHash.get(row.phoneHash) ?? []));
}
