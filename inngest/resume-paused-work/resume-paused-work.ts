import { cron, type Inngest } from 'inngest';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { forgetFaults } from '@/lib/service-faults/open-faults';
import { endWaits, readResumable, readTrialItems } from '@/lib/syncs/waiting-items';
import { withInngestErrors } from '../errors';
import { type ProductEvent, resumeRequested } from '../events';
import { redriveEvent } from '../work-requests';

export interface ResumePausedWorkDeps {
  db: PrismaClient;
}

const PAGE = 500;
/** As much as one run sends on: what is left is the next minute's. */
const PAGES = 20;

/** Every minute, or when asked: what waits for a service is tried, or goes on. */
export function createResumePausedWork(inngest: Inngest, { db }: ResumePausedWorkDeps) {
  return inngest.createFunction(
    { id: 'resume-paused-work', triggers: [cron('* * * * *'), resumeRequested], concurrency: 1, retries: 2 },
    async ({ step }) =>
      step.run('resume', () => withInngestErrors(() => resumePausedWork(db, (events) => inngest.send(events)))),
  );
}

/**
 * Of what waits for a paused service one product is sent on to try it; all of what waits for a service that works again
 * goes on. What is sent stands in the database until it has been sent: should the process die it is sent twice rather
 * than not at all, and a stage does nothing twice.
 */
export async function resumePausedWork(
  db: PrismaClient,
  send: (events: ProductEvent[]) => Promise<unknown>,
): Promise<{ trials: number; resumed: number }> {
  await forgetFaults(db);
  const trials = await readTrialItems(db);
  if (trials.length > 0) await send(trials.map(redriveEvent));
  let resumed = 0;
  for (let page = 0; page < PAGES; page++) {
    const items = await readResumable(db, PAGE);
    if (items.length === 0) break;
    await send(items.map(redriveEvent));
    await endWaits(db, items);
    resumed += items.length;
  }
  return { trials: trials.length, resumed };
}
