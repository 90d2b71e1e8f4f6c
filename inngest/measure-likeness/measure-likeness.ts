import { cron, type Inngest } from 'inngest';
import type { EmbeddingModel } from '@/lib/embedding/embedding-model';
import type { ObjectStore } from '@/lib/media/object-store';
import { readStored } from '@/lib/media/read-stored';
import { SokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { readSpaceInUse } from '@/lib/reindex/space-in-use';
import { FEWEST_PRODUCTS, likenessFloor, PHOTOS_MEASURED, photosOfEach } from '@/lib/search/likeness';
import { type MeasurableProduct, productsToMeasure, saveLikenessFloor } from '@/lib/search/likeness-floors';
import type { VectorStore } from '@/lib/vectors/vector-store';
import { withInngestErrors } from '../errors';
import { likenessRequested } from '../events';
import { chunksOf } from '../work-requests';

type Model = Pick<EmbeddingModel, 'space' | 'embedImage'>;

export interface MeasureLikenessDeps {
  db: PrismaClient;
  objects: Pick<ObjectStore, 'get'>;
  /** lib/reindex/loaded-models.ts */
  pipelineModel(): Promise<Model>;
  vectorsOf(space: string): Promise<Pick<VectorStore, 'search'>>;
  /** lib/media/retake-photo.ts */
  retakePhoto(picture: Uint8Array, nth: number): Promise<Uint8Array>;
}

/** Photos of one step: some seconds with the full-size model. */
const STEP_PHOTOS = 24;

/**
 * Every minute, or when asked, as soon as the catalogue has changed enough: how near the nearest product is to photos
 * of what is sold, taken from some of the stored pictures. Searches tell by it that nothing here is like a photo.
 */
export function createMeasureLikeness(inngest: Inngest, deps: MeasureLikenessDeps) {
  const { db } = deps;
  return inngest.createFunction(
    { id: 'measure-likeness', triggers: [cron('* * * * *'), likenessRequested], concurrency: 1, retries: 1 },
    async ({ step }) => {
      const { space, products, sample } = await step.run('choose', () =>
        withInngestErrors(async () => {
          const { space } = await deps.pipelineModel();
          // One that is being filled lacks what photos would be nearest to.
          if (((await readSpaceInUse(db)) ?? space) !== space) return { space, products: 0, sample: [] };
          const bounds = { most: PHOTOS_MEASURED, fewest: FEWEST_PRODUCTS };
          return { space, ...(await productsToMeasure(db, space, bounds)) };
        }),
      );
      if (sample.length === 0) return null;
      const each = photosOfEach(sample.length);
      const nearest: number[] = [];
      for (const [at, chunk] of chunksOf(sample, Math.ceil(STEP_PHOTOS / each)).entries()) {
        const found = await step.run(`photos-${at}`, () =>
          withInngestErrors(async () => {
            const model = await deps.pipelineModel();
            // Another model has been put to use: it is measured from the beginning.
            if (model.space !== space) return null;
            return nearestOf({ ...deps, model, vectors: await deps.vectorsOf(space) }, chunk, each);
          }),
        );
        if (found === null) return null;
        nearest.push(...found);
      }
      const measured = { space, floor: likenessFloor(nearest), photos: nearest.length, products };
      await step.run('save', () => withInngestErrors(() => saveLikenessFloor(db, measured)));
      return measured;
    },
  );
}

/** The similarity of the nearest product, for so many photos of each whose picture is neither lost nor damaged. */
export async function nearestOf(
  {
    objects,
    model,
    vectors,
    retakePhoto,
  }: Pick<MeasureLikenessDeps, 'objects' | 'retakePhoto'> & {
    model: Model;
    vectors: Pick<VectorStore, 'search'>;
  },
  products: readonly MeasurableProduct[],
  photosOfEach: number,
): Promise<number[]> {
  const nearest: number[] = [];
  for (const { productId, url } of products) {
    const picture = await readStored(objects, url);
    if (picture === null) continue;
    for (let photo = 0; photo < photosOfEach; photo++) {
      const vector = await retakePhoto(picture.body, numberOf(productId) + photo)
        .then((retaken) => model.embedImage(retaken, { lane: 'backfill' }))
        .catch(nullIfDamaged);
      const [found] = vector === null ? [] : await vectors.search({ vector, limit: 1 });
      if (found !== undefined) nearest.push(found.score);
    }
  }
  return nearest;
}

/** Neighbouring products get photos far apart; the same product the same ones each time. */
function numberOf(productId: string): number {
  return Number(productId.slice(-6));
}

const DAMAGED = new Set(['image_undecodable', 'image_truncated']);

function nullIfDamaged(error: unknown): null {
  if (error instanceof SokoError && !DAMAGED.has(error.code)) throw error;
  return null;
}
