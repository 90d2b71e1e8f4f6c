import { ApiError } from '@/components/api/api-request';
import type { CardSearchPage } from '@/lib/search/search-page.schema';
import type { RefusedSearch } from './results/kind-of-trouble';

/** What the server found for the address that the page was opened with. */
export interface FirstResults {
  /** The parameters of that address, as searchParams writes them. */
  key: string;
  page: CardSearchPage | null;
  /** Why there is none. */
  trouble: RefusedSearch | null;
}

/** One search, and what has become of it. */
export interface SearchRun {
  name: string;
  step: 'searching' | 'found' | 'refused' | 'growing' | 'stuck';
  /** What was found; while there is no answer yet, what the search before had found. */
  pages: CardSearchPage[];
  /** Whether the pages are those of the search before. */
  isOld: boolean;
  trouble: RefusedSearch | null;
}

interface Beginning {
  name: string;
  /** What this search had found when it was left. */
  kept: CardSearchPage[] | null;
  first: FirstResults;
  /** What to show until there is an answer. */
  before: CardSearchPage[];
}

export function beginRun({ name, kept, first, before }: Beginning): SearchRun {
  if (kept !== null) return foundRun(name, kept);
  if (name === first.key && first.page !== null) return foundRun(name, [first.page]);
  const run: SearchRun = { name, step: 'searching', pages: before, isOld: before.length > 0, trouble: null };
  return name === first.key && first.trouble !== null ? { ...run, step: 'refused', trouble: first.trouble } : run;
}

export function foundRun(name: string, pages: CardSearchPage[]): SearchRun {
  return { name, step: 'found', pages, isOld: false, trouble: null };
}

/** Without an answer: to the search itself, or to the question for more, which leaves what was found. */
export function refusedRun(run: SearchRun, error: unknown): SearchRun {
  if (run.step === 'growing' && isOfAnotherWay(error)) return { ...run, step: 'searching', isOld: true };
  if (run.step === 'growing') return { ...run, step: 'stuck' };
  return { ...run, step: 'refused', trouble: error instanceof ApiError ? error : { status: 500, code: 'unexpected' } };
}

/** The model came or went since the page before: asked for again, the next page would be refused again. */
function isOfAnotherWay(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'invalid_cursor';
}

/** Asks again, from the beginning. */
export function againRun(run: SearchRun): SearchRun {
  return run.step === 'refused' ? { ...run, step: 'searching', trouble: null } : run;
}

/** Asks for the next page, if there is one. */
export function growingRun(run: SearchRun): SearchRun {
  const canGrow = run.step === 'found' || run.step === 'stuck';
  return canGrow && nextCursor(run) !== null ? { ...run, step: 'growing' } : run;
}

export function nextCursor({ pages }: SearchRun): string | null {
  return pages.at(-1)?.nextCursor ?? null;
}
