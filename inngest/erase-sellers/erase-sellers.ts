import { cron, type Inngest } from 'inngest';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import type { Erased } from '@/lib/sellers/erase-seller';
import { readDueErasures } from '@/lib/sellers/shop-erasure';
import { withInngestErrors } from '../errors';
import { erasuresRequested } from '../events';

export interface EraseSellersDeps {
  db: PrismaClient;
  /** lib/sellers/erase-seller.ts. Safe to call again for one that was half erased. */
  eraseSeller(phone: string): Promise<Erased>;
  now?: () => Date;
}

/** Of one run: what is left is the next one's, ten minutes later. */
const MOST = 50;

/**
 * Every ten minutes, or when asked: erases the shops whose owners asked for it a day ago. Neither its steps nor what
 * they return name anybody: the engine keeps them.
 */
export function createEraseSellers(inngest: Inngest, deps: EraseSellersDeps) {
  const { now = () => new Date() } = deps;
  return inngest.createFunction(
    { id: 'erase-sellers', triggers: [cron('*/10 * * * *'), erasuresRequested], concurrency: 1, retries: 3 },
    async ({ step }) => {
      let sellers = 0;
      for (; sellers < MOST; sellers++) {
        // One a step: what a killed worker left is found again by the next, since the row goes last.
        const erased = await step.run(`erase-${sellers}`, () => withInngestErrors(() => eraseNext(deps, now())));
        if (erased === null) break;
      }
      return { sellers };
    },
  );
}

/** Null: nobody's day is over. */
async function eraseNext({ db, eraseSeller }: EraseSellersDeps, now: Date): Promise<Erased | null> {
  const [phone] = await readDueErasures(db, 1, now);
  return phone === undefined ? null : eraseSeller(phone);
}
