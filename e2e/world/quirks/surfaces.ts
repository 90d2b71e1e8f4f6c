import { z } from 'zod';
import {
  type CatalogueApiTakeover,
  type CatalogueTakeover,
  catalogueApiTakeover,
  catalogueTakeover,
  type LinkFeature,
  type LinkTakeover,
  linkFeature,
  linkTakeover,
  type SlowOnly,
  slowOnly,
} from './catalogue';
import { type GeminiFeature, type GeminiTakeover, geminiFeature, geminiTakeover } from './gemini';
import { type ImageFeature, type ImageTakeover, imageFeature, imageTakeover } from './image';
import { type PageFeature, type PageTakeover, pageFeature, pageTakeover } from './page';

/** A takeover replaces the answer (one wins); features change it and add up. */
export interface Takeovers {
  link: LinkTakeover;
  page: PageTakeover;
  catalogue: CatalogueTakeover;
  'catalogue-api': CatalogueApiTakeover;
  image: ImageTakeover;
  gemini: GeminiTakeover;
}
export interface Features {
  link: LinkFeature;
  page: PageFeature;
  catalogue: SlowOnly;
  'catalogue-api': SlowOnly;
  image: ImageFeature;
  gemini: GeminiFeature;
}
export type Surface = keyof Takeovers;

const scope = {
  product: z.string().optional(),
  seller: z.string().optional(),
  /** Only for User-Agents that match this regular expression. */
  agent: z.string().optional(),
  /** The next so many requests; for ever without it. */
  times: z.int().positive().optional(),
  /** Lets so many matching requests through first. */
  skip: z.int().nonnegative().optional(),
};

const rule = <S extends Surface, T extends z.ZodType, F extends z.ZodType>(on: S, takeover: T, feature: F) =>
  z.strictObject({
    on: z.literal(on),
    quirk: z.union([takeover, feature]),
    ...scope,
  });

export const quirkRuleSchema = z.discriminatedUnion('on', [
  rule('link', linkTakeover, linkFeature),
  rule('page', pageTakeover, pageFeature),
  rule('catalogue', catalogueTakeover, slowOnly),
  rule('catalogue-api', catalogueApiTakeover, slowOnly),
  rule('image', imageTakeover, imageFeature),
  rule('gemini', geminiTakeover, geminiFeature),
]);
export type QuirkRule = z.infer<typeof quirkRuleSchema>;
export type QuirkInput = z.input<typeof quirkRuleSchema>;

const features: Record<Surface, z.ZodType> = {
  link: linkFeature,
  page: pageFeature,
  catalogue: slowOnly,
  'catalogue-api': slowOnly,
  image: imageFeature,
  gemini: geminiFeature,
};

export const isFeature = (rule: QuirkRule): boolean => features[rule.on].safeParse(rule.quirk).success;
