import { SokoError } from '@/lib/platform/errors';

/** What Next hands to a page; of a parameter given twice the first counts. */
export type PageSearchParams = Promise<Record<string, string | string[] | undefined>>;

export async function searchParamEntries(params: PageSearchParams): Promise<[string, string][]> {
  return Object.entries(await params).flatMap(([name, value]): [string, string][] => {
    const first = Array.isArray(value) ? value[0] : value;
    return first === undefined ? [] : [[name, first]];
  });
}

/** A page that is read from a cursor of its address on; from the first on where that is none of ours. */
export async function orFirstPage<Page>(
  cursor: string | undefined,
  read: (cursor: string | undefined) => Promise<Page>,
): Promise<Page> {
  try {
    return await read(cursor);
  } catch (error) {
    if (cursor === undefined || !(error instanceof SokoError) || error.code !== 'invalid_cursor') throw error;
    return read(undefined);
  }
}
