// What the API answers about syncs. Written in zod/mini: the browser reads answers by the same definitions.
import * as z from 'zod/mini';
import { PAUSABLE_STAGES } from '@/lib/pauses/pauses.schema';
import { STANDINGS } from '@/lib/products/standing.schema';
import { serviceSchema } from '@/lib/service-faults/paused-services.schema';

const count = z.int().check(z.nonnegative());
const problem = z.object({ code: z.string(), message: z.string() });

/** Once the run is finished: found = approved + flagged + rejected + unchanged + inactive + failed. */
export const runCountsSchema = z
  .object({
    found: count,
    hydrated: count,
    unchanged: count,
    embedded: count,
    approved: count,
    flagged: count,
    rejected: count,
    persisted: count,
    inactive: count,
    failed: count,
  })
  .check(z.describe('Once finished: found = approved + flagged + rejected + unchanged + inactive + failed.'));
export type RunCounts = z.infer<typeof runCountsSchema>;

export const syncViewSchema = z.object({
  id: z.uuid(),
  phone: z.nullable(z.string()).check(z.describe('Null for a heartbeat, which spans sellers.')),
  kind: z.enum(['catalogue', 'links', 'heartbeat', 'replay']),
  state: z.enum(['queued', 'running', 'finished', 'failed']),
  outcome: z.nullable(z.string()),
  detail: z.nullable(z.string()).check(z.describe('What happened and what to do next, in words.')),
  counts: runCountsSchema,
  createdAt: z.iso.datetime(),
  startedAt: z.nullable(z.iso.datetime()),
  finishedAt: z.nullable(z.iso.datetime()),
  waiting: z
    .array(z.object({ service: z.enum([...serviceSchema.options, ...PAUSABLE_STAGES]), products: count }))
    .check(z.describe('Products that wait for a service or a stage of ours that is paused. They go on by themselves.')),
  problems: z.array(z.extend(problem, { productId: z.string() })).check(z.describe('The first 1,000.')),
  standings: z
    .partialRecord(z.enum(STANDINGS), count)
    .check(z.describe('How many of its products stand how by now, whatever the sync said of them then.')),
});
/** GET /api/syncs/ID. */
export type SyncView = z.infer<typeof syncViewSchema>;

const SYNC_OUTCOMES = ['approved', 'flagged', 'rejected', 'unchanged', 'inactive', 'failed'] as const;
/** `open`: those on their way. */
export const SYNC_ITEM_FILTERS = [...SYNC_OUTCOMES, 'open'] as const;
export type SyncItemFilter = (typeof SYNC_ITEM_FILTERS)[number];

export const syncItemViewSchema = z.object({
  productId: z.string(),
  title: z.nullable(z.string()),
  imageUrl: z.nullable(z.string()),
  stage: z.enum(['hydrate', 'embed', 'review', 'persist', 'done']),
  outcome: z.nullable(z.enum(SYNC_OUTCOMES)).check(z.describe('Null while it is on its way.')),
  standing: z
    .enum(STANDINGS)
    .check(
      z.describe(
        'How it stands by now: `fix`: only its seller can mend it; `waiting`: a person will look; `approved`: ' +
          'passed, not shown; `failed`: could not be read, tried again.',
      ),
    ),
  live: z.boolean().check(z.describe('On the market now.')),
  problem: z.nullable(problem),
  reviewProblems: z
    .array(z.string())
    .check(z.describe('The reasons that hold against it now, by code, where it is flagged or rejected.')),
});
/** One product of a run, for the seller who started it. */
export type SyncItemView = z.infer<typeof syncItemViewSchema>;

export const syncItemPageSchema = z.object({ items: z.array(syncItemViewSchema), nextCursor: z.nullable(z.string()) });
export type SyncItemPage = z.infer<typeof syncItemPageSchema>;

export const pictureRenewalSchema = z.object({
  state: z
    .enum(['renewed', 'asked', 'waiting'])
    .check(
      z.describe(
        '`renewed`: there is another link by now. `asked`: the product is read again. `waiting`: it is already.',
      ),
    ),
  imageUrl: z.nullable(z.string()).check(z.describe('What to show; null while there is only the dead link.')),
});
export type PictureRenewal = z.infer<typeof pictureRenewalSchema>;

export const replayedSchema = z.object({
  syncRunId: z.uuid(),
  products: count.check(z.describe('That are started again, by themselves.')),
  visits: z.boolean().check(z.describe('Whether the catalogue is visited, which says what products there are.')),
});
export type Replayed = z.infer<typeof replayedSchema>;

export const replayPreviewSchema = z.object({
  products: count,
  sellers: count,
  leftOver: count.check(z.describe('More than one run takes: they are the next replay’s.')),
  stages: z
    .array(z.object({ stage: z.string(), products: count }))
    .check(z.describe('Where they failed. All of them begin again with being read.')),
});
/** What a replay would start. */
export type ReplayPreview = z.infer<typeof replayPreviewSchema>;

export const dismissedSchema = z.object({ dismissed: count });
export type Dismissed = z.infer<typeof dismissedSchema>;
