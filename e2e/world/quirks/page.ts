import { z } from 'zod';
import { faultSchemas, slowSchema } from './faults';

/** Answers that replace the product page. */
export const pageTakeover = z.discriminatedUnion('kind', [
  ...faultSchemas,
  z.strictObject({ kind: z.literal('page-not-found') }),
  z.strictObject({ kind: z.literal('consent-wall') }),
  z.strictObject({ kind: z.literal('login-wall') }),
  /** Never ends; in `head` not even the head does. */
  z.strictObject({
    kind: z.literal('endless'),
    where: z.enum(['head', 'body']).default('head'),
  }),
]);

/** Where the picture's link stands, and what stands before it. */
const imageTags = z.enum([
  'url-only',
  'secure-url-only',
  'twitter-only',
  'empty-property',
  'relative-first',
  'icon-first',
  'no-content-first',
]);
export type ImageTags = z.infer<typeof imageTags>;

const charset = z.enum(['utf-8', 'latin1', 'utf-16le']);

/** Things that change the page and combine freely. */
export const pageFeature = z.discriminatedUnion('kind', [
  slowSchema,
  z.strictObject({
    kind: z.literal('tags'),
    order: z.enum(['property-first', 'content-first', 'shuffled']).default('property-first'),
    quotes: z.enum(['double', 'single', 'none']).default('double'),
    entities: z.enum(['named', 'decimal', 'hex', 'raw']).default('hex'),
    upperCase: z.boolean().default(false),
  }),
  z.strictObject({ kind: z.literal('no-image') }),
  z.strictObject({ kind: z.literal('no-og-tags') }),
  z.strictObject({ kind: z.literal('no-suffix') }),
  z.strictObject({ kind: z.literal('image-url'), url: z.string() }),
  z.strictObject({ kind: z.literal('price-tags') }),
  z.strictObject({ kind: z.literal('duplicate-tags') }),
  z.strictObject({
    kind: z.literal('long-description'),
    bytes: z.int().positive().default(100_000),
  }),
  z.strictObject({
    kind: z.literal('huge-head'),
    bytes: z.int().positive().default(2_000_000),
  }),
  z.strictObject({
    kind: z.literal('giant-body'),
    bytes: z.int().positive().default(50_000_000),
  }),
  /** What the header says, what the meta tag says, and what the bytes really are. null leaves it out. */
  z.strictObject({
    kind: z.literal('charset'),
    header: z.string().nullable().default('utf-8'),
    meta: z.string().nullable().default('utf-8'),
    bytes: charset.default('utf-8'),
  }),
  z.strictObject({
    kind: z.literal('encoding'),
    as: z.enum(['gzip', 'br', 'deflate']),
  }),
  /** What Content-Encoding says of a page that is packed in no way. */
  z.strictObject({ kind: z.literal('encoding-label'), says: z.string() }),
  /** A tag before all others that is no UTF-8. */
  z.strictObject({ kind: z.literal('bad-byte'), as: z.enum(['latin1', 'surrogate']).default('latin1') }),
  z.strictObject({ kind: z.literal('image-tags'), as: imageTags }),
  /** The number in the link is not looked at: whoever's the product is, its page is shown. */
  z.strictObject({ kind: z.literal('any-phone') }),
  /** Only agents that match the pattern get the tags; the others get a wall. */
  z.strictObject({
    kind: z.literal('tags-only-for-agent'),
    pattern: z.string(),
  }),
]);

export type PageTakeover = z.infer<typeof pageTakeover>;
export type PageFeature = z.infer<typeof pageFeature>;
