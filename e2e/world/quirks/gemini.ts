import { z } from 'zod';
import { faultSchemas, slowSchema } from './faults';

export const geminiTakeover = z.discriminatedUnion('kind', [
  ...faultSchemas,
  z.strictObject({
    kind: z.literal('blocked'),
    reason: z.string().default('PROHIBITED_CONTENT'),
  }),
  z.strictObject({
    kind: z.literal('finish'),
    reason: z.string().default('SAFETY'),
  }),
  z.strictObject({ kind: z.literal('no-candidates') }),
  z.strictObject({ kind: z.literal('no-text') }),
  z.strictObject({ kind: z.literal('text'), text: z.string() }),
]);

/** Changes to an otherwise good answer. */
export const geminiFeature = z.discriminatedUnion('kind', [
  slowSchema,
  z.strictObject({ kind: z.literal('fences') }),
  z.strictObject({ kind: z.literal('prose') }),
  z.strictObject({ kind: z.literal('cut-off') }),
  z.strictObject({
    kind: z.literal('set'),
    fields: z.record(z.string(), z.unknown()),
  }),
  z.strictObject({ kind: z.literal('drop'), field: z.string() }),
  /** The model does what the product's own text tells it to. */
  z.strictObject({ kind: z.literal('obedient') }),
]);

export type GeminiTakeover = z.infer<typeof geminiTakeover>;
export type GeminiFeature = z.infer<typeof geminiFeature>;
