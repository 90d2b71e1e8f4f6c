import { z } from 'zod';
import { faultSchemas, slowSchema } from './faults';

/** The `/c/…` and `/p/…` hop, and the JSON a catalogue loads as one scrolls: only faults. */
export const linkTakeover = z.discriminatedUnion('kind', [...faultSchemas]);
export const linkFeature = z.discriminatedUnion('kind', [
  slowSchema,
  /** Whether the hop adds ?app_absent=0; without this quirk it depends on the product. */
  z.strictObject({ kind: z.literal('app-absent'), on: z.boolean() }),
  /** Hops once more, through a locale prefix. */
  z.strictObject({
    kind: z.literal('locale'),
    locale: z
      .string()
      .regex(/^[a-z]{2}(_[A-Z]{2})?$/)
      .default('sw'),
  }),
]);

/** What a catalogue page may do to the browser that opens it. */
const meanCatalogue = z.enum([
  'windows',
  'memory',
  'heap',
  'spin',
  'workers',
  'iframes',
  'blobs',
  'push-state',
  'redirects',
  'dialogs',
  'console',
  'answers',
  'endless-document',
]);
export type MeanCatalogue = z.infer<typeof meanCatalogue>;

export const catalogueTakeover = z.discriminatedUnion('kind', [
  ...faultSchemas,
  z.strictObject({ kind: z.literal('mean'), does: meanCatalogue }),
  z.strictObject({ kind: z.literal('consent-wall') }),
  z.strictObject({ kind: z.literal('login-wall') }),
]);

export const catalogueApiTakeover = z.discriminatedUnion('kind', [
  ...faultSchemas,
  z.strictObject({ kind: z.literal('not-json') }),
]);

export const slowOnly = z.discriminatedUnion('kind', [slowSchema]);

export type LinkTakeover = z.infer<typeof linkTakeover>;
export type LinkFeature = z.infer<typeof linkFeature>;
export type CatalogueTakeover = z.infer<typeof catalogueTakeover>;
export type CatalogueApiTakeover = z.infer<typeof catalogueApiTakeover>;
export type SlowOnly = z.infer<typeof slowOnly>;

/** How a seller's catalogue page behaves; changed with the control command `seller`. */
export const catalogueSchema = z.strictObject({
  layout: z
    .enum(['paged', 'embedded', 'all', 'interstitial', 'not-found', 'blocked', 'unknown', 'endless'])
    .default('paged'),
  pageSize: z.int().positive().default(24),
  links: z.enum(['p', 'product', 'mixed']).default('mixed'),
  /** Every id is listed more than once, with and without query and fragment. */
  duplicates: z.boolean().default(false),
  /** Only the last cards stay in the page, as WhatsApp Web's own list does. */
  virtualised: z.boolean().default(false),
  /** An inner element scrolls instead of the document. */
  innerScroller: z.boolean().default(false),
  /** A script that never arrives: DOMContentLoaded fires, load never does. */
  neverLoads: z.boolean().default(false),
  /** `endless`: the same ids for ever, or new ones for ever. */
  endlessWith: z.enum(['repeats', 'new']).default('repeats'),
  /** `not-found` and `blocked`: the status the page is sent with. */
  status: z.int().min(200).max(599).optional(),
});
export type CatalogueSettings = z.infer<typeof catalogueSchema>;
export type CatalogueInput = z.input<typeof catalogueSchema>;
