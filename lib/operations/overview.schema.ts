// What GET /api/admin/overview answers. In zod/mini: the page that lives on it reads it by the same definitions.
import * as z from 'zod/mini';
import { pausedStageSchema } from '@/lib/pauses/pauses.schema';
import { pausedServiceSchema } from '@/lib/service-faults/paused-services.schema';

const count = z.int().check(z.nonnegative());
const amount = z.number().check(z.nonnegative());

export const WATCHED_STAGES = ['scout', 'hydrate', 'embed', 'review', 'persist'] as const;
const stageSchema = z.enum(WATCHED_STAGES);
export type WatchedStage = z.infer<typeof stageSchema>;

/** Counts in steps of the same length, the oldest first; the last one is not over yet. */
const timelineSchema = z.object({
  from: z.iso.datetime(),
  stepSeconds: count,
  stages: z.array(z.object({ stage: stageSchema, done: z.array(count), failed: z.array(count) })),
  slowedDown: z.array(count).check(z.describe('How often WhatsApp asked us to slow down (429).')),
});
export type Timeline = z.infer<typeof timelineSchema>;

const healthSchema = z.object({
  name: z.string(),
  ok: z.boolean(),
  since: z.iso.datetime().check(z.describe('Since when it is so, as far as this web process has seen.')),
  message: z.nullable(z.string()),
  lastError: z.nullable(z.object({ message: z.string(), at: z.iso.datetime() })),
});
export type Health = z.infer<typeof healthSchema>;

const costSchema = z.object({
  hours: count.check(z.describe('How far back it was counted.')),
  products: amount,
  retries: amount,
  per1000: z.nullable(
    z.object({
      fetches: amount,
      megabytes: amount,
      modelSeconds: amount,
      reviews: amount,
      tokensIn: amount,
      tokensOut: amount,
    }),
  ),
});
export type Cost = z.infer<typeof costSchema>;

export const overviewSchema = z.object({
  at: z.iso.datetime().check(z.describe('When market, prices, causes, the hour and the day were counted.')),
  ready: z.boolean(),
  health: z.array(healthSchema),
  paused: z.array(pausedServiceSchema),
  pausedStages: z.array(pausedStageSchema),
  heartbeat: z.object({
    pausedSince: z.nullable(z.iso.datetime()),
    last: z.nullable(z.object({ syncRunId: z.uuid(), at: z.iso.datetime(), state: z.string(), products: count })),
    next: z.nullable(z.iso.datetime()).check(z.describe('By HEARTBEAT_CRON; null while it is paused.')),
  }),
  market: z.object({ products: count, live: count, waiting: count, sellers: count }),
  disputedPrices: count,
  stages: z.array(z.object({ stage: stageSchema, waiting: count, held: count, oldest: z.nullable(z.iso.datetime()) })),
  lastHour: timelineSchema,
  lastDay: timelineSchema,
  causes: z.array(z.object({ code: z.string(), count })),
  expiring: z.object({
    within24h: count.check(z.describe('Live products whose only picture is a link that dies within a day.')),
    expired: count,
  }),
  cost: costSchema,
});
export type Overview = z.infer<typeof overviewSchema>;
