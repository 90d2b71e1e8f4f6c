import type { Candidate } from './candidate';
import { HOME_CURRENCY } from './product-filters';
import type { SearchSort } from './search-request.schema';

/**
 * The nearest `near` by price or age, then the others by the same: a bargain that is not what was looked for never comes first.
 * Without a price comes last; prices of different currencies are not compared. `candidates`: nearest first.
 */
export function sortCandidates(candidates: readonly Candidate[], sort: SearchSort, near: number): Candidate[] {
  if (sort === 'match') return [...candidates];
  const compare = COMPARE[sort];
  return [...candidates.slice(0, near).sort(compare), ...candidates.slice(near).sort(compare)];
}

type Compare = (a: Candidate, b: Candidate) => number;

const byPrice =
  (direction: 1 | -1): Compare =>
  (a, b) =>
    currencyRank(a) - currencyRank(b) ||
    compareText(a.priceCurrency ?? '', b.priceCurrency ?? '') ||
    direction * ((a.priceAmount ?? 0) - (b.priceAmount ?? 0));

const COMPARE: Record<Exclude<SearchSort, 'match'>, Compare> = {
  price: byPrice(1),
  '-price': byPrice(-1),
  newest: (a, b) => b.listedAt - a.listedAt,
};

function currencyRank({ priceAmount, priceCurrency }: Candidate): number {
  if (priceAmount === null || priceCurrency === null) return 2;
  return priceCurrency === HOME_CURRENCY ? 0 : 1;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
