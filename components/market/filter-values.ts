export interface FilterValues {
  category?: string | undefined;
  minPrice?: number | undefined;
  maxPrice?: number | undefined;
  /** Of the prices; without one they are in the home currency. */
  currency?: string | undefined;
  colour?: string | undefined;
  sort?: string | undefined;
  seller?: string | undefined;
  q?: string | undefined;
}

/** The filters that are given, as an address or a form has them. */
export function filterEntries(filters: FilterValues): [name: string, value: string][] {
  return Object.entries(filters).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
}

/** The address of a page with these filters. */
export function filterHref(path: string, filters: FilterValues): string {
  const search = new URLSearchParams(filterEntries(filters)).toString();
  return search ? `${path}?${search}` : path;
}

/** Nothing can lie in it. */
export function isEmptyRange({ minPrice, maxPrice }: Pick<FilterValues, 'minPrice' | 'maxPrice'>): boolean {
  return minPrice !== undefined && maxPrice !== undefined && minPrice > maxPrice;
}

/** What a filter's chip takes away: both ends of a range are one, with their currency. */
export interface ActiveFilter {
  name: 'q' | 'category' | 'colour' | 'price' | 'seller' | 'sort';
  without: readonly (keyof FilterValues)[];
}

/** What narrows or orders a page, in the order it is named. */
export function activeFilters(values: FilterValues): ActiveFilter[] {
  const { minPrice, maxPrice, currency } = values;
  const priced = minPrice !== undefined || maxPrice !== undefined || currency !== undefined;
  return [
    ...(['q', 'category', 'colour'] as const).flatMap((name) => (values[name] ? [{ name, without: [name] }] : [])),
    ...(priced ? [{ name: 'price' as const, without: ['minPrice', 'maxPrice', 'currency'] as const }] : []),
    ...(['seller', 'sort'] as const).flatMap((name) => (values[name] ? [{ name, without: [name] }] : [])),
  ];
}
