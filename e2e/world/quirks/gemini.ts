import { z } from 'zod';
import { troubleNames } from '@/e2e/world/gemini/troubles';
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
  /** Of the key, the project, the model or its quota. */
  z.strictObject({ kind: z.literal('trouble'), as: z.enum(troubleNames) }),
  /** A proxy's page, with 200. */
  z.strictObject({ kind: z.literal('html') }),
]);

/** Changes to an otherwise good answer. */
export const geminiFeature = z.discriminatedUnion('kind', [
  slowSchema,
  /** What it thought comes first. */
  z.strictObject({ kind: z.literal('thought') }),
  /** In two parts. */
  z.strictObject({ kind: z.literal('split') }),
  /** Says of itself when it will be turned off. */
  z.strictObject({ kind: z.literal('leaving'), at: z.iso.datetime() }),
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
