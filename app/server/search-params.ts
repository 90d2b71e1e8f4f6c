/** What Next hands to a page; of a parameter given twice the first counts. */
export type PageSearchParams = Promise<Record<string, string | string[] | undefined>>;

export async function searchParamEntries(params: PageSearchParams): Promise<[string, string][]> {
  return Object.entries(await params).flatMap(([name, value]): [string, string][] => {
    const first = Array.isArray(value) ? value[0] : value;
    return first === undefined ? [] : [[name, first]];
  });
}
