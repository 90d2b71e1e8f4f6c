// Plain values: with zod, every page would have to load it.

/** Orders of a search: by similarity, price or age. */
export const SEARCH_SORTS = ['match', 'price', '-price', 'newest'] as const;
export type SearchSort = (typeof SEARCH_SORTS)[number];

/** Orders of the feed, which has no query to match. */
export const FEED_SORTS = ['newest', 'price', '-price'] as const;
export type FeedSort = (typeof FEED_SORTS)[number];
