import type { PrismaClient } from '@/lib/platform/prisma-client/client';

/** Rows at a time, so that nobody waits for the others; and as many times in one go. */
const CHUNK = 5_000;
const CHUNKS = 10;
const DAY_MS = 86_400_000;

/** How many days lines are kept; null: for good. */
export interface LogRetention {
  syncLogDays: number | null;
  auditDays: number | null;
}

/**
 * Deletes lines of catalogSyncLogs and auditLog that are older than they are kept. Returns how many; what is left of
 * very many is the next call's.
 */
export async function forgetOldLogs(
  db: PrismaClient,
  { syncLogDays, auditDays }: LogRetention,
  now: Date = new Date(),
): Promise<number> {
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS);
  let forgotten = 0;
  if (syncLogDays !== null) {
    const oldest = before(syncLogDays);
    forgotten += await inChunks(
      () => db.$executeRaw`DELETE FROM "catalogSyncLogs" WHERE "id" IN (
        SELECT "id" FROM "catalogSyncLogs" WHERE "createdAt" < ${oldest} ORDER BY "createdAt" LIMIT ${CHUNK})`,
    );
  }
  if (auditDays !== null) {
    const oldest = before(auditDays);
    forgotten += await inChunks(
      () => db.$executeRaw`DELETE FROM "auditLog" WHERE "id" IN (
        SELECT "id" FROM "auditLog" WHERE "createdAt" < ${oldest} ORDER BY "createdAt" LIMIT ${CHUNK})`,
    );
  }
  return forgotten;
}

async function inChunks(forget: () => Promise<number>): Promise<number> {
  let forgotten = 0;
  for (let chunk = 0; chunk < CHUNKS; chunk++) {
    const gone = await forget();
    forgotten += gone;
    if (gone < CHUNK) break;
  }
  return forgotten;
}
