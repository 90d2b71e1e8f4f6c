/** What a shopper may ask for, by the names that addresses, forms and the API share. Plain values: zod would come along to every page. */

/** Of a search: nearest first, or the matches by price or age. */
export const SEARCH_SORTS = ['match', 'price', '-price', 'newest'] as const;
export type SearchSort = (typeof SEARCH_SORTS)[number];

/** Of the feed, where nothing is looked for. */
export const FEED_SORTS = ['newest', 'price', '-price'] as const;
export type FeedSort = (typeof FEED_SORTS)[number];

/** The colours that a product's picture can be found by. */
export const COLOURS = [
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'pink',
  'brown',
  'black',
  'grey',
  'white',
] as const;
export type Colour = (typeof COLOURS)[number];

export const SEARCH_LIMITS = {
  /** Bytes of a photo. */
  photoBytes: 10 * 1024 * 1024,
  /** Longer words say nothing more to a model that reads 64 tokens. */
  textLength: 2_000,
  /** Products on one page. */
  pageSize: 60,
  defaultPageSize: 24,
  /** Products behind one "N more like this". */
  alike: 12,
  /** How long a shared photo search can be opened. */
  photoTokenDays: 7,
} as const;
