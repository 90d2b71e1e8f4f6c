// What a search answers. Written in zod/mini: the browser reads answers by the same definitions.
import * as z from 'zod/mini';
import { cardViewSchema, nextCursorSchema, productViewSchema, toCardView } from '@/lib/marketplace/product-view.schema';

const score = z
  .number()
  .check(z.describe('Higher is better; comparable within one search. By a picture alone: cosine similarity, -1 to 1.'));

function matchesOf<Product extends z.ZodMiniType>(product: Product) {
  const alike = z.object({
    count: z.int(),
    why: z
      .enum(['same_picture', 'same_seller'])
      .check(z.describe('The same picture, or more of a seller who has several of the best matches.')),
    results: z.array(z.object({ product, score })).check(z.describe('At most 12, each shown nowhere else.')),
  });
  return z.object({
    product,
    score,
    good: z
      .boolean()
      .check(
        z.describe('It has all the words; without any such, it comes before a drop in score, where one can be seen.'),
      ),
    alike: z.nullable(alike).check(z.describe('Products that say the same as this one and stand behind it.')),
  });
}

const rankedMatchSchema = matchesOf(productViewSchema);
export type RankedMatch = z.infer<typeof rankedMatchSchema>;
/** Near-duplicates of the match they stand behind. */
export type AlikeProducts = NonNullable<RankedMatch['alike']>;
export type ProductMatch = AlikeProducts['results'][number];

export const matchPageSchema = z.object({ results: z.array(rankedMatchSchema), nextCursor: nextCursorSchema });
export type MatchPage = z.infer<typeof matchPageSchema>;

const milliseconds = z.number().check(z.nonnegative());
/** What a search says beside its results. */
const searchFacts = {
  took: z
    .object({ embedMs: milliseconds, searchMs: milliseconds, totalMs: milliseconds })
    .check(z.describe('In ms: waiting for the model; looking and reading; all of it from the request’s arrival on.')),
  goodCount: z
    .nullable(z.int())
    .check(z.describe('How many are good; null while neither words nor a drop in score tell.')),
  nothingAlike: z
    .boolean()
    .check(z.describe('Nothing here looks like it or has the words; the results are only the nearest there is.')),
  didYouMean: z
    .nullable(z.string())
    .check(z.describe('The words as they were probably meant, where nothing was found by them as they stand.')),
  photoToken: z
    .nullable(z.string())
    .check(z.describe('Opens this photo search again (`photo=`). Its vector is kept, never the photo.')),
  photoTokenExpiresAt: z.nullable(z.iso.datetime()),
  mode: z
    .enum(['vectors', 'words'])
    .check(z.describe('`words`: the model is away, and the words themselves were looked for.')),
};

export const searchPageSchema = z.object({
  results: z.array(rankedMatchSchema),
  nextCursor: nextCursorSchema,
  ...searchFacts,
});
export type SearchPage = z.infer<typeof searchPageSchema>;
export type SearchMode = SearchPage['mode'];

export const cardMatchSchema = matchesOf(cardViewSchema);
/** A match as its card shows it: thirty of them, each with twelve behind it, are sent with a page. */
export type CardMatch = z.infer<typeof cardMatchSchema>;
export const cardMatchPageSchema = z.object({ results: z.array(cardMatchSchema), nextCursor: nextCursorSchema });
export const cardSearchPageSchema = z.object({
  results: z.array(cardMatchSchema),
  nextCursor: nextCursorSchema,
  ...searchFacts,
});
export type CardSearchPage = z.infer<typeof cardSearchPageSchema>;

export function toCardSearchPage(page: SearchPage): CardSearchPage {
  return { ...page, results: page.results.map(toCardMatch) };
}

function toCardMatch({ product, alike, ...match }: RankedMatch): CardMatch {
  return {
    ...match,
    product: toCardView(product),
    alike:
      alike === null
        ? null
        : { ...alike, results: alike.results.map((one) => ({ ...one, product: toCardView(one.product) })) },
  };
}
