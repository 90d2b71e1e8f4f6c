import { z } from 'zod';

const spaceView = z.object({ space: z.string(), since: z.iso.datetime() });
export type SpaceView = z.output<typeof spaceView>;

export const reindexProgress = z.object({
  /** Null: no worker has started yet. */
  inUse: spaceView.nullable(),
  /** Of SIGLIP_NEXT_MODEL; null while there is none. */
  next: spaceView
    .extend({
      /** That can be searched for, live or not, and those of them that the next model has embedded. */
      products: z.int(),
      embedded: z.int(),
      live: z.int(),
      liveEmbedded: z.int(),
      failures: z.array(z.object({ code: z.string(), message: z.string(), products: z.int() })),
      /** Nothing that is live would be missing. */
      isReady: z.boolean(),
    })
    .nullable(),
  /** In use before; their vectors are kept. */
  left: z.array(spaceView),
  dropping: z.array(spaceView),
});
export type ReindexProgress = z.output<typeof reindexProgress>;
