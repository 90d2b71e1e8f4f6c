import { createHmac } from 'node:crypto';
import { writeAudit } from '@/lib/platform/audit';
import { SokoError } from '@/lib/platform/errors';
import { readPhone } from '@/lib/platform/phone';
import type { Prisma, PrismaClient } from '@/lib/platform/prisma-client/client';
import { TRANSACTION } from '@/lib/syncs/open-run';

/**
 * All that is kept of a number that asked to be left out: keyed, because there are few enough numbers to try them all.
 * `key`: deriveKey('phone hashes').
 */
export function hashPhone(phone: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(phone).digest('hex');
}

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

/**
 * Lets a number in again. Only hashes are kept, so it has to be told whole; the line of audit names the hash. Errors:
 * `not_opted_out`.
 */
export async function liftOptOut(
  db: PrismaClient,
  { phone, key, actorId }: { phone: string; key: Uint8Array; actorId: string },
): Promise<void> {
  const phoneHash = hashPhone(phone, key);
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${OPT_OUTS})`;
    const { count } = await tx.sellerOptOut.deleteMany({ where: { phoneHash } });
    if (count === 0) {
      throw new SokoError({
        code: 'not_opted_out',
        message: 'This number is not among those that are left out. Check it, country code included.',
        status: 404,
      });
    }
    const detail = { before: { optedOut: true }, after: { optedOut: false } };
    await writeAudit(tx, { actorId, action: 'opt_out.lifted', subject: `optOut:${phoneHash}`, detail });
  }, TRANSACTION);
}

/** A phone as an admin types it. Errors: `phone_not_readable`. */
export function readTypedPhone(typed: string): string {
  const read = readPhone(typed);
  if (read.ok) return read.phone;
  throw new SokoError({
    code: 'phone_not_readable',
    message: 'This is no whole number. Type it with its country code, e.g. +254 712 345 678.',
    status: 422,
  });
}

export interface OptOut {
  /** The beginning of the hash: lines of audit name the whole. */
  hash: string;
  at: Date;
}

const SHOWN_HASH = 12;

/** How many numbers are left out, and the latest of them; what they are nobody can say. */
export async function readOptOuts(
  db: Prisma.TransactionClient,
  limit: number,
): Promise<{ count: number; newest: OptOut[] }> {
  const [count, rows] = await Promise.all([
    db.sellerOptOut.count(),
    db.sellerOptOut.findMany({ orderBy: { createdAt: 'desc' }, take: limit }),
  ]);
  return {
    count,
    newest: rows.map(({ phoneHash, createdAt }) => ({ hash: phoneHash.slice(0, SHOWN_HASH), at: createdAt })),
  };
}
