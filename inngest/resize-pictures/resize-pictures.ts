import { cron, type Inngest } from 'inngest';
import { isFault } from '@/lib/service-faults/open-faults';
import { withInngestErrors } from '../errors';
import { copiesRequested } from '../events';
import { type CopyPicturesDeps, copyPictures } from './copy-pictures';
import { type DescribePicturesDeps, describePictures } from './describe-pictures';

export type ResizePicturesDeps = CopyPicturesDeps & DescribePicturesDeps;

/** A step of a length that every host allows; what is left over is the next step's, then the next minute's. */
const STEP_MS = 5_000;
const STEPS = 10;

/**
 * Every minute, or when asked: smaller copies of stored pictures that have none; a single one while products are on
 * their way. Apart from the pipeline, so that a product is live and its picture ours without waiting for them: making
 * them takes as long as all the rest. When all have theirs, the colours of products that are older than Soko's
 * knowledge of colours.
 */
export function createResizePictures(inngest: Inngest, deps: ResizePicturesDeps) {
  return inngest.createFunction(
    { id: 'resize-pictures', triggers: [cron('* * * * *'), copiesRequested], concurrency: 1, retries: 1 },
    async ({ step }) => {
      for (let at = 0; at < STEPS; at++) {
        const more = await step.run(`copies-${at}`, () => withInngestErrors(() => workOnPictures(deps, STEP_MS)));
        if (!more) return;
      }
    },
  );
}

async function workOnPictures(deps: ResizePicturesDeps, budgetMs: number): Promise<boolean> {
  const until = Date.now() + budgetMs;
  try {
    return (await copyPictures(deps, budgetMs)) || (await describePictures(deps, until - Date.now()));
  } catch (error) {
    // The store is paused, and told of already: the pictures wait for a later minute.
    if (isFault(error)) return false;
    throw error;
  }
}
