import type { Prisma } from '@/lib/platform/prisma-client/client';
import { countWaiting } from '@/lib/syncs/waiting-items';
import { readOpenFaults } from './open-faults';
import type { PausedService } from './paused-services.schema';

/** What is paused, with what to do about it and how many products wait; the longest first. */
export async function readPausedServices(db: Prisma.TransactionClient): Promise<PausedService[]> {
  const faults = await readOpenFaults(db);
  if (faults.length === 0) return [];
  const waiting = new Map((await countWaiting(db)).map(({ service, products }) => [service, products]));
  return faults.map(({ service, code, message, remedy, since }) => ({
    ...{ service, code, message, remedy },
    since: since.toISOString(),
    waiting: waiting.get(service) ?? 0,
  }));
}
