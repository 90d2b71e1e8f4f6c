import { z } from 'zod';
import { asSokoError } from '@/lib/platform/errors';

/** What the worker and the Scout's own process say to each other. Pages have a say in what the Scout's sends. */

const bound = z.number().positive().exactOptional();
const boundsSchema = z.object({
  timeMs: bound,
  hangMs: bound,
  scrolls: bound,
  products: bound,
  heapBytes: bound,
  quietRounds: bound,
});

/** How the Scout is made; sent first. */
export const scoutSettingsSchema = z.object({
  whatsappOrigin: z.string(),
  extraAllowedHosts: z.array(z.string()),
  chromiumPath: z.string().optional(),
  profileDir: z.string().optional(),
  unpackTo: z.string(),
  bounds: boundsSchema,
});
export type ScoutProcessSettings = z.infer<typeof scoutSettingsSchema>;

export const orderSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('start'), settings: scoutSettingsSchema }),
  z.object({ do: z.literal('prepare'), id: z.number() }),
  z.object({ do: z.literal('scout'), id: z.number(), phone: z.string() }),
  z.object({ do: z.literal('abort'), id: z.number() }),
  z.object({ do: z.literal('close') }),
]);
export type Order = z.infer<typeof orderSchema>;

const productSchema = z.object({ productId: z.string().max(20), sellerPhone: z.string().max(15) });
const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('found'), products: z.array(productSchema), complete: z.boolean() }),
  z.object({ kind: z.literal('interstitial') }),
  z.object({ kind: z.literal('not_found') }),
  z.object({ kind: z.literal('blocked'), retryAfterMs: z.number().exactOptional() }),
  z.object({ kind: z.literal('not_understood'), detail: z.string().max(2_000) }),
]);

const errorSchema = z.object({
  code: z.string().max(100),
  message: z.string(),
  status: z.number(),
  retry: z.discriminatedUnion('again', [
    z.object({ again: z.literal(false) }),
    z.object({ again: z.literal(true), afterMs: z.number().exactOptional() }),
  ]),
});

export const answerSchema = z.object({
  id: z.number(),
  outcome: outcomeSchema.optional(),
  /** What SokoError is made of. */
  error: errorSchema.optional(),
});
export type Answer = z.infer<typeof answerSchema>;

/** An error as it is sent; its cause stays where it was. */
export function errorToSend(thrown: unknown): Answer['error'] {
  const { code, message, status, retry } = asSokoError(thrown);
  return { code, message: message.slice(0, 1_000), status, retry };
}
