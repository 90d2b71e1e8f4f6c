import { z } from 'zod';
import { faultSchemas, slowSchema } from './faults';

export const IMAGE_FORMS = [
  'jpeg',
  'webp',
  'png',
  'avif',
  'cmyk',
  'progressive',
  'exif-rotated',
  'grey-alpha-png',
  'palette-png',
  'png-16bit',
  'animated-webp',
  'animated-gif',
  'megapixels',
  'tiny',
] as const;
export type ImageForm = (typeof IMAGE_FORMS)[number];

export const imageTakeover = z.discriminatedUnion('kind', [
  ...faultSchemas,
  z.strictObject({
    kind: z.literal('expired'),
    as: z.enum(['403', 'tiny-body']).default('403'),
  }),
  z.strictObject({
    kind: z.literal('html'),
    type: z.string().default('image/jpeg'),
  }),
  /** A part of it comes with a length that agrees: a share, or all but the last bytes. */
  z.strictObject({
    kind: z.literal('truncated'),
    keep: z.number().min(0).max(1).default(0.4),
    missingBytes: z.int().positive().optional(),
  }),
  z.strictObject({ kind: z.literal('bomb') }),
  z.strictObject({
    kind: z.literal('svg'),
    type: z.string().default('image/svg+xml'),
  }),
  z.strictObject({ kind: z.literal('endless') }),
]);

export const imageFeature = z.discriminatedUnion('kind', [
  slowSchema,
  z.strictObject({ kind: z.literal('form'), as: z.enum(IMAGE_FORMS) }),
  z.strictObject({ kind: z.literal('type'), type: z.string() }),
  z.strictObject({ kind: z.literal('no-etag') }),
  /** Sends the picture in pieces over this time. */
  z.strictObject({
    kind: z.literal('dribble'),
    ms: z.number().positive().default(1000),
  }),
]);

export type ImageTakeover = z.infer<typeof imageTakeover>;
export type ImageFeature = z.infer<typeof imageFeature>;
