// What admins' page and their API say of the models. In zod/mini: the browser reads it.
import * as z from 'zod/mini';

const spaceView = z.object({
  space: z
    .string()
    .check(z.describe('Model, precision, and how pictures are prepared: vectors of two are never compared.')),
  since: z.iso.datetime(),
});
export type SpaceView = z.infer<typeof spaceView>;

const count = z.int().check(z.nonnegative());

export const reindexProgressSchema = z.object({
  inUse: z.nullable(spaceView).check(z.describe('What searches go by; null: no worker has ever started.')),
  next: z
    .nullable(
      z.extend(spaceView, {
        products: count.check(z.describe('That have a vector of any model.')),
        embedded: count.check(z.describe('Of those, that have one of this model.')),
        live: count,
        liveEmbedded: count,
        failures: z.array(z.object({ code: z.string(), message: z.string(), products: count })),
        at: z.iso.datetime().check(z.describe('When they were counted.')),
        isReady: z.boolean().check(z.describe('Every live product has its vector.')),
      }),
    )
    .check(z.describe('What is made ready to take its place (SIGLIP_NEXT_MODEL).')),
  left: z.array(spaceView).check(z.describe('Neither in use nor made ready; their vectors are kept.')),
  dropping: z.array(spaceView),
});
export type ReindexProgress = z.infer<typeof reindexProgressSchema>;

export const modelChangedSchema = z.object({
  space: z.string(),
  missing: count.check(z.describe('Live products that are left out of the search until they are embedded.')),
});
