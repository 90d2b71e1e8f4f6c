import type { Inngest } from 'inngest';
import { withInngestErrors } from '../errors';
import { productApproved, productEmbedded, productHydrated } from '../events';
import { flagUnjudged, type ReviewDeps, reviewProduct } from '../stages/review-product';
import { failedData, problemOf } from './failed-items';

export type QualityControlDeps = ReviewDeps;

/** Reviews at once: each holds one picture and one call to the reviewer. */
const REVIEWS_AT_ONCE = 8;
/** 1,800 a minute: about what a paid Gemini tier grants. A smaller quota answers 429, which is waited out. */
const REVIEWS_PER_SECOND = 30;

/** product/embedded → a decision, applied at once → product/approved. What cannot be judged is flagged, never approved. */
export function createQualityControl(inngest: Inngest, deps: QualityControlDeps) {
  return inngest.createFunction(
    {
      id: 'quality-control',
      triggers: [productEmbedded],
      concurrency: REVIEWS_AT_ONCE,
      throttle: { limit: REVIEWS_PER_SECOND, period: '1s', burst: REVIEWS_PER_SECOND },
      // Waits out a reviewer that is rate-limited or away for an hour.
      retries: 8,
      onFailure: ({ event, error }) => {
        const { code, message } = problemOf(error);
        return Promise.all(
          failedData(event, productEmbedded.schema).map((ref) => flagUnjudged(deps, ref, `${code}: ${message}`)),
        );
      },
    },
    async ({ event, step }) => {
      const ref = event.data;
      const next = await step.run('review', () =>
        withInngestErrors(() => deps.report.timed('review', () => reviewProduct(deps, ref))),
      );
      if (next === 'persist') await step.sendEvent('approved', productApproved.create(ref));
      if (next === 'embed') await step.sendEvent('picture-changed', productHydrated.create(ref));
    },
  );
}
