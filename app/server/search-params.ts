/** What Next hands to a page; of a parameter given twice the first counts. */
export type PageSearchParams = Promise<Record<string, string | string[] | undefined>>;

export async function searchParamEntries(params: PageSearchParams): Promise<[string, string][]> {
  return Object.entries(await params).flatMap(([name, value]): [string, string][] => {
    const first = Array.isArray(value) ? value[0] : value;
    return first === undefined ? [] : [[name, first]];
  });
}

const LAST_PAGE = 1_000;

/** `?page=` counted from 1; anything else is the first page. */
export function pageNumber(entries: [string, string][]): number {
  const asked = Number(new Map(entries).get('page') ?? 1);
  return Number.isInteger(asked) ? Math.min(LAST_PAGE, Math.max(1, asked)) : 1;
}
