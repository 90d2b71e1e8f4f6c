import type { Random } from '@/e2e/world/sellers/random';
import { type SearchDeps, searchProducts } from '@/lib/search/search-products';
import { searchUnavailable } from '@/lib/search/search-unavailable';
import { suggest } from '@/lib/search/suggestions';
import type { Work } from '../measure-work';
import { searches, typings } from './word-searches';

/** Searches by words, with the index and while it is away, and suggestions. */
export function wordReads(deps: SearchDeps, random: Random): Work[] {
  const away: SearchDeps = { ...deps, vectors: () => Promise.reject(searchUnavailable(null)) };
  const search =
    (by: SearchDeps, [, query, request = {}]: ReturnType<typeof searches>[number]) =>
    () =>
      searchProducts(by, { picture: null, filters: {}, limit: 30, ...request, text: query() });
  return [
    ...searches(random).map((one): Work => [`words: ${one[0]}`, search(deps, one)]),
    ...searches(random).map((one): Work => [`words alone: ${one[0]}`, search(away, one)]),
    ...typings(random).map(
      ([name, query]): Work => [`suggestions, ${name}`, () => suggest(deps, { q: query(), limit: 8 })],
    ),
  ];
}
