import { cron, type Inngest } from 'inngest';
import { forgetBatches } from '@/lib/moderation/batches/stuck-batches';
import { forgetDecisionKeys } from '@/lib/moderation/decision-keys';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { forgetPhotoSearches } from '@/lib/search/photo-searches';
import { forgetOldLogs, type LogRetention } from '@/lib/syncs/log-retention';
import { forgetOldRuns } from '@/lib/syncs/run-retention';
import { withInngestErrors } from '../errors';
import { sweepRequested } from '../events';

export interface TidyUpDeps {
  db: PrismaClient;
  /** lib/products/repair-index.ts */
  repairIndex(options: { full: boolean }): Promise<number>;
  logRetention: LogRetention;
  now?: () => Date;
}

/**
 * Every 5 minutes, or when asked: mends the index and forgets what nobody needs any more. Apart from the sweep, which
 * must not wait for it: to look through a large index takes minutes.
 */
export function createTidyUp(inngest: Inngest, deps: TidyUpDeps) {
  const { db, repairIndex, logRetention, now = () => new Date() } = deps;
  return inngest.createFunction(
    { id: 'tidy-up', triggers: [cron('*/5 * * * *'), sweepRequested], concurrency: 1, retries: 2 },
    async ({ step }) =>
      step.run('tidy-up', () =>
        withInngestErrors(async () => {
          await forgetPhotoSearches(db);
          await forgetBatches(db);
          await forgetDecisionKeys(db);
          await forgetOldLogs(db, logRetention, now());
          const nightly = isNightly(now());
          // It looks at every old run that is kept.
          if (nightly) await forgetOldRuns(db, logRetention.syncLogDays, now());
          return { mended: await repairIndex({ full: nightly }) };
        }),
      ),
  );
}

/** Counts that agree by chance hide one missing and one left over: once a day everything is looked through. */
function isNightly(at: Date): boolean {
  return at.getUTCHours() === 0 && at.getUTCMinutes() < 5;
}
