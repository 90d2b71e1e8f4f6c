// What the API answers about bulk decisions. Written in zod/mini: the browser reads answers by the same definitions.
import * as z from 'zod/mini';

/** More at once nobody can answer for; what is left is the next batch's. */
export const BATCH_MOST = 5_000;

export const BATCH_DECISIONS = ['approved', 'rejected', 'fix'] as const;
export type BatchDecision = (typeof BATCH_DECISIONS)[number];

const BATCH_STATES = ['draft', 'running', 'finished', 'undoing', 'undone'] as const;
export type BatchState = (typeof BATCH_STATES)[number];

const countSchema = z.int();

const batchItemSchema = z.object({
  productId: z.string(),
  title: z.nullable(z.string()),
  imageUrl: z.nullable(z.string()),
  isLive: z.boolean(),
  why: z.nullable(z.string()),
});
export type BatchItem = z.infer<typeof batchItemSchema>;

export const reviewBatchSchema = z.object({
  id: z.uuid(),
  state: z.enum(BATCH_STATES),
  decision: z.nullable(z.enum(BATCH_DECISIONS)).check(z.describe('Null: a draft.')),
  by: z.string().check(z.describe('The moderator’s name.')),
  total: countSchema.check(z.describe('That are, or were, to be decided; `held` not among them.')),
  counts: z.object({
    waiting: countSchema,
    decided: countSchema,
    refused: countSchema.check(z.describe('Somebody else decided first, or the product changed since the preview.')),
    cancelled: countSchema.check(z.describe('Not decided, since the batch was undone before their turn.')),
    undone: countSchema,
    kept: countSchema.check(z.describe('Decided anew since: the undo left them alone.')),
    held: countSchema.check(z.describe('Left out: others look at them, or they are left to the admins.')),
  }),
  live: countSchema.check(z.describe('How many of them shoppers see now.')),
  sellers: countSchema,
  held: z.array(z.object({ why: z.string(), count: countSchema })),
  sample: z.array(batchItemSchema).check(z.describe('Some of them.')),
  problems: z.array(batchItemSchema).check(z.describe('Some of those that were refused or kept, each with why.')),
});
export type ReviewBatch = z.infer<typeof reviewBatchSchema>;
