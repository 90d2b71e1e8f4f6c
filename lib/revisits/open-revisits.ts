import { randomUUID } from 'node:crypto';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { holdOptOuts } from '@/lib/sellers/opt-outs';
import { openCatalogueRuns, TRANSACTION } from '@/lib/syncs/open-run';
import { REVISIT_LANE, readDueSellers, readRevisitState } from './due-sellers';
import { visitsNow } from './visits-now';

export interface RevisitDeps {
  db: PrismaClient;
  /** deriveKey('phone hashes') */
  phoneKey: Uint8Array;
}

export interface OpenedRevisit {
  syncRunId: string;
  sellerPhone: string;
  lane: string;
}

interface Beat {
  cron: string;
  now: Date;
}

/**
 * Opens a run for each catalogue that is due at this beat. Safe to call twice: who has a run is not due. Should whoever
 * calls die before the Scout is asked, the sweep asks it.
 */
export async function openRevisits({ db, phoneKey }: RevisitDeps, beat: Beat): Promise<OpenedRevisit[]> {
  const { now } = beat;
  const limit = visitsNow(await readRevisitState(db, now), beat);
  if (limit === 0) return [];
  return db.$transaction(async (tx) => {
    const due = await readDueSellers(tx, { now, limit });
    const optedOut = await holdOptOuts(tx, due, phoneKey);
    // Asked under the lock: an erased seller's row must not come back.
    const phones = due.filter((phone) => !optedOut.has(phone));
    if (phones.length === 0) return [];
    const runs = await openCatalogueRuns(
      tx,
      phones.map((sellerPhone) => ({
        ...{ syncRunId: randomUUID(), sellerPhone, tokenHash: null },
        ...{ lane: REVISIT_LANE, onlyNew: true },
      })),
    );
    return runs
      .filter(({ created }) => created)
      .map(({ syncRunId, sellerPhone }) => ({ syncRunId, sellerPhone, lane: REVISIT_LANE }));
  }, TRANSACTION);
}
