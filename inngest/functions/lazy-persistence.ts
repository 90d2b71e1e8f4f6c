import type { Inngest } from 'inngest';
import { withInngestErrors } from '../errors';
import { productApproved } from '../events';
import { endUnpersisted, type PersistDeps, persistProduct } from '../stages/persist-product';
import { failedData, problemOf } from './failed-items';

export type LazyPersistenceDeps = PersistDeps;

const UPLOADS_AT_ONCE = 8;

/** product/approved → the picture becomes ours. When that fails for good the product stays on WhatsApp's link. */
export function createLazyPersistence(inngest: Inngest, deps: LazyPersistenceDeps) {
  return inngest.createFunction(
    {
      id: 'lazy-persistence',
      triggers: [productApproved],
      concurrency: UPLOADS_AT_ONCE,
      retries: 4,
      onFailure: async ({ event, error }) => {
        for (const ref of failedData(event, productApproved.schema)) await endUnpersisted(deps, ref, problemOf(error));
      },
    },
    async ({ event, step }) => {
      await step.run('persist', () =>
        withInngestErrors(() => deps.report.timed('persist', () => persistProduct(deps, event.data))),
      );
    },
  );
}
