import { cron, type Inngest } from 'inngest';
import { isPaused } from '@/lib/pauses/pauses';
import { openRevisits, type RevisitDeps } from '@/lib/revisits/open-revisits';
import { withInngestErrors } from '../errors';
import { revisitRequested, sellerSyncRequested } from '../events';

export interface RevisitCataloguesDeps extends RevisitDeps {
  /** REVISIT_CRON; null: only when asked for. */
  revisitCron: string | null;
  now?: () => Date;
}

/** How visits that are asked for are spread, where no cron beats. */
const WITHOUT_CRON = '*/15 * * * *';

/**
 * Some times an hour, or when asked: the catalogues whose turn it is → a run of what is new in each → the Scout. What
 * is no longer in a catalogue stays as it is: the heartbeat asks each product's own page.
 */
export function createRevisitCatalogues(inngest: Inngest, deps: RevisitCataloguesDeps) {
  const { revisitCron, now = () => new Date() } = deps;
  return inngest.createFunction(
    {
      id: 'revisit-catalogues',
      triggers: revisitCron === null ? [revisitRequested] : [cron(revisitCron), revisitRequested],
      // Two at once would open the same ones.
      concurrency: 1,
      retries: 2,
    },
    async ({ event, step }) => {
      // Paused with the heartbeat; whoever asks for visits means it.
      const isAsked = event.name === revisitRequested.name;
      if (!isAsked && (await step.run('paused', () => withInngestErrors(() => isPaused(deps.db, 'heartbeat'))))) return;
      const beat = { cron: revisitCron ?? WITHOUT_CRON, now: now() };
      const runs = await step.run('open', () => withInngestErrors(() => openRevisits(deps, beat)));
      if (runs.length > 0) {
        await step.sendEvent(
          'visit',
          runs.map((run) => sellerSyncRequested.create(run)),
        );
      }
    },
  );
}
