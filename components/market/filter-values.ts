export interface FilterValues {
  category?: string | undefined;
  minPrice?: number | undefined;
  maxPrice?: number | undefined;
  colour?: string | undefined;
  sort?: string | undefined;
  seller?: string | undefined;
  q?: string | undefined;
}

/** The address of a page with these filters. */
export function filterHref(path: string, filters: FilterValues): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(filters))
    if (value !== undefined && value !== '') params.set(name, String(value));
  const search = params.toString();
  return search ? `${path}?${search}` : path;
}
