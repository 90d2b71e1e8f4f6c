import type { Pool } from 'pg';
import { arrangeMatches } from './arrange-matches';
import type { Candidate, MatchSource } from './candidate';
import { DEEPEST_MATCH, decodeMatchCursor, encodeMatchCursor, type MatchPosition, otherMode } from './cursor';
import type { MatchGroup } from './group-alike';
import { findLiveProducts } from './product-rows';
import type { MatchPage, ProductMatch, ProductView, RankedMatch, SearchMode } from './product-view';
import type { SearchSort } from './search-request.schema';

/** So many of the nearest are arranged as a whole: the good ones found, sorted, grouped. Ten pages of a phone. */
const HEAD = 240;
/** Where many of them will be filtered out. */
const WIDE_HEAD = 1_000;

export interface RankedPageRequest {
  /** What the source goes by. */
  mode: SearchMode;
  sort: SearchSort;
  limit: number;
  cursor?: string | undefined;
  oneSeller: boolean;
  /** Much of what the source finds is filtered out behind it: look further, but not beyond that. */
  wide: boolean;
}

type Page = MatchPage & { goodCount: number | null };
type ShownGroup = MatchGroup & { good: boolean };

/**
 * One page of a search. Sorted by match it goes on beyond the nearest, ungrouped; otherwise it ends with them. Within the nearest its
 * pages fit together while the index does not change: no product twice, none lost. Beyond them that holds as far as the source gives the
 * same order whatever it is asked for: an index that looks about for the nearest may choose a little differently the deeper it is
 * asked, and a page then repeats or skips a few. Errors: `invalid_cursor`.
 */
export async function rankedPage(pool: Pool, source: MatchSource, request: RankedPageRequest): Promise<Page> {
  const at = request.cursor === undefined ? FIRST : placeOf(request.cursor, request.mode);
  const { groups, goodCount, next } = await (at.part === 'head' ? headPage : tailPage)(source, request, at.passed);
  const shown = groups.flatMap((group) => [group.shown, ...group.behind]);
  const products = await findLiveProducts(
    pool,
    shown.map(({ productId }) => productId),
  );
  return {
    results: groups.flatMap((group) => toRankedMatch(group, products)),
    nextCursor: next && next.passed <= DEEPEST_MATCH ? encodeMatchCursor({ mode: request.mode, ...next }) : null,
    goodCount,
  };
}

type Place = Omit<MatchPosition, 'mode'>;
const FIRST: Place = { part: 'head', passed: 0 };

function placeOf(cursor: string, mode: SearchMode): Place {
  const { mode: itsMode, ...place } = decodeMatchCursor(cursor);
  if (itsMode !== mode) throw otherMode();
  return place;
}

interface Part {
  groups: ShownGroup[];
  goodCount: number | null;
  next: Place | null;
}

async function headPage(source: MatchSource, request: RankedPageRequest, passed: number): Promise<Part> {
  const { sort, limit, wide, oneSeller } = request;
  const size = wide ? WIDE_HEAD : HEAD;
  const { candidates, more } = await source({ offset: 0, limit: size });
  const { groups, goodCount } = arrangeMatches(candidates, { sort, oneSeller });
  const end = passed + limit;
  const goesOn = more && sort === 'match' && !wide;
  return {
    groups: groups.slice(passed, end),
    goodCount,
    next: end < groups.length ? { part: 'head', passed: end } : goesOn ? { part: 'tail', passed: size } : null,
  };
}

async function tailPage(source: MatchSource, { limit }: RankedPageRequest, passed: number): Promise<Part> {
  const { candidates, more } = await source({ offset: passed, limit });
  return {
    groups: candidates.map((shown) => ({ shown, behind: [], why: null, good: false })),
    goodCount: null,
    next: more ? { part: 'tail', passed: passed + limit } : null,
  };
}

/** Nothing for what has gone since it was found. */
function toRankedMatch({ shown, behind, why, good }: ShownGroup, products: Map<string, ProductView>): RankedMatch[] {
  const results = behind.flatMap((candidate) => toMatch(candidate, products));
  const alike = why === null || results.length === 0 ? null : { count: results.length, why, results };
  return toMatch(shown, products).map((match) => ({ ...match, good, alike }));
}

function toMatch({ productId, score }: Candidate, products: Map<string, ProductView>): ProductMatch[] {
  const product = products.get(productId);
  return product ? [{ product, score: Math.round(score * 1e6) / 1e6 }] : [];
}
