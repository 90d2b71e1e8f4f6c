const LAST = 1_000;

/** `?page=` counted from 1; anything else is the first page. */
export function pageNumber(entries: [string, string][]): number {
  const asked = Number(new Map(entries).get('page') ?? 1);
  return Number.isInteger(asked) ? Math.min(LAST, Math.max(1, asked)) : 1;
}
