import { z } from 'zod';
import type { CatalogueInput } from '@/e2e/world/quirks/catalogue';
import type { QuirkInput } from '@/e2e/world/quirks/surfaces';
import { WORLD_PROBLEMS } from '@/e2e/world/sellers/types';

/** Checked whole once it is merged into the seller's settings. */
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const ms = z.number().nonnegative();
const truthChange = z
  .strictObject({
    decision: z.enum(['approved', 'flagged', 'rejected']),
    confidence: z.number(),
    problems: z.array(z.enum(WORLD_PROBLEMS)),
    note: z.string(),
    price: z.strictObject({ amount: z.number(), currency: z.string() }).nullable(),
  })
  .partial();

/** What can be done to the world while it runs, besides `quirk`, whose body is a rule of quirks/surfaces.ts. */
export const plainCommand = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('quirks-off'), id: z.int().optional() }),
  z.strictObject({
    do: z.literal('product'),
    id: z.string(),
    title: z.string().optional(),
    description: z.string().optional(),
    listed: z.boolean().optional(),
    truth: truthChange.optional(),
  }),
  /** The seller puts up another photograph. */
  z.strictObject({ do: z.literal('new-picture'), id: z.string() }),
  z.strictObject({ do: z.literal('remove-picture'), id: z.string() }),
  z.strictObject({
    do: z.literal('delete'),
    id: z.string(),
    as: z.enum(['page-not-found', '404', '410']).default('page-not-found'),
  }),
  z.strictObject({ do: z.literal('restore'), id: z.string() }),
  z.strictObject({
    do: z.literal('seller'),
    phone: z.string(),
    catalogue: z.custom<CatalogueInput>(isObject),
  }),
  z.strictObject({
    do: z.literal('add-big-seller'),
    count: z.int().positive().max(20_000),
    phone: z
      .string()
      .regex(/^\d{7,15}$/)
      .optional(),
  }),
  /** A share of the products, chosen at random, answers 429 once or twice before its page is there. */
  z.strictObject({
    do: z.literal('refuse-some'),
    share: z.number().min(0).max(1),
    seed: z.string().default('refused'),
    retryAfterSeconds: z.number().nonnegative().optional(),
  }),
  z.strictObject({
    do: z.literal('latency'),
    link: ms.optional(),
    page: ms.optional(),
    catalogue: ms.optional(),
    image: ms.optional(),
    gemini: ms.optional(),
    resource: ms.optional(),
  }),
  /** Signed links grow old without waiting. */
  z.strictObject({ do: z.literal('advance-clock'), seconds: z.number() }),
  z.strictObject({ do: z.literal('reset-stats') }),
  z.strictObject({ do: z.literal('reset') }),
]);

export type PlainCommand = z.output<typeof plainCommand>;
/** One call of `control`, also `POST /_control/<do>` with the rest as JSON. */
export type ControlCommand = z.input<typeof plainCommand> | ({ do: 'quirk' } & QuirkInput);
