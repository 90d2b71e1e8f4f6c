import { hashPhone } from '@/lib/platform/phone';
import type { Prisma, PrismaClient } from '@/lib/platform/prisma-client/client';
import { TRANSACTION } from '@/lib/syncs/open-run';

/** The advisory lock of opt-outs: any number that nothing else locks. */
const OPT_OUTS = 4_907_311;

/**
 * Refuses a number from here on. Waits for pastes that looked before and are still opening their runs: the eraser
 * then finds what they let in.
 */
export async function addOptOut(db: PrismaClient, phoneHash: string): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${OPT_OUTS})`;
    await tx.sellerOptOut.upsert({ where: { phoneHash }, create: { phoneHash }, update: {} });
  }, TRANSACTION);
}

/** Those of the phones that asked to be left out; none can be added until the transaction ends. */
export async function holdOptOuts(
  tx: Prisma.TransactionClient,
  phones: string[],
  key: Uint8Array,
): Promise<Set<string>> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(${OPT_OUTS})`;
  return readOptedOut(tx, phones, key);
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
