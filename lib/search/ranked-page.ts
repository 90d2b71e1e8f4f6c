import type { Pool } from 'pg';
import { z } from 'zod';
import { decodeCursor, encodeCursor, invalidCursor } from '@/lib/marketplace/cursor';
import { findLiveProducts } from '@/lib/marketplace/live-products';
import type { ProductView } from '@/lib/marketplace/product-view.schema';
import type { SearchSort } from '@/lib/marketplace/sorts.schema';
import { arrangeMatches, type MatchGroup } from './arrange-matches';
import type { Candidate, MatchSource } from './candidates';
import type { MatchPage, ProductMatch, RankedMatch, SearchMode } from './search-page.schema';

/** How many of the nearest are arranged as a whole: the good ones found, sorted, grouped. Ten pages of a phone. */
export const HEAD = 240;
/** The same where many of them will be filtered out. */
const WIDE_HEAD = 1_000;
/** How far matches may be paged: nobody looks further, and a vector store pays for every skipped row. */
export const DEEPEST_MATCH = 2_000;

/** Where a page ended: among the nearest (`head`: groups passed), or beyond them (`tail`: matches passed). */
export interface MatchPosition {
  /** The two orders have nothing in common: a page of one never follows a page of the other. */
  mode: SearchMode;
  part: 'head' | 'tail';
  passed: number;
  /** What the words were taken for: the vocabulary may have changed since, the pages must not. */
  meant: string | null;
}

const matchPosition = z.tuple([
  z.enum(['vectors', 'words']),
  z.enum(['head', 'tail']),
  z.number().int().min(0).max(DEEPEST_MATCH),
  z.string().max(1_000).nullable(),
]);
/** In characters: of a corrected text, each of which may be three bytes. */
const LONGEST_CURSOR = 4_200;

export function encodeMatchCursor({ mode, part, passed, meant }: MatchPosition): string {
  return encodeCursor([mode, part, passed, meant]);
}

/** Errors: `invalid_cursor`. */
export function decodeMatchCursor(cursor: string): MatchPosition {
  const [mode, part, passed, meant] = decodeCursor(cursor, matchPosition, LONGEST_CURSOR);
  return { mode, part, passed, meant };
}

export interface RankedPageRequest {
  /** What the source searches by. */
  mode: SearchMode;
  meant?: string | null;
  sort: SearchSort;
  limit: number;
  cursor?: string | undefined;
  oneSeller: boolean;
  /** Many matches will be filtered out: look at more of the nearest, and not beyond them. */
  wide: boolean;
}

/** `nearest`: the best score of all; null beyond the nearest, where it is not known. */
type Page = MatchPage & { goodCount: number | null; nearest: number | null };
type ShownGroup = MatchGroup & { good: boolean };

/**
 * One page of a search. Sorted by match, pages go on beyond the nearest, ungrouped; otherwise they end with them.
 * Within the nearest, while the index does not change, no product is repeated or lost. Beyond them an approximate
 * index may order differently the deeper it is asked, and a page may repeat or skip a few. Errors: `invalid_cursor`.
 */
export async function rankedPage(pool: Pool, source: MatchSource, request: RankedPageRequest): Promise<Page> {
  const { mode, meant = null } = request;
  const at = request.cursor === undefined ? FIRST : placeOf(request.cursor, mode);
  const part = at.part === 'head' ? headPage : tailPage;
  const { groups, goodCount, nearest, next } = await part(source, request, at.passed);
  const shown = groups.flatMap((group) => [group.shown, ...group.behind]);
  const products = await findLiveProducts(
    pool,
    shown.map(({ productId }) => productId),
  );
  return {
    results: groups.flatMap((group) => toRankedMatch(group, products)),
    nextCursor: next && next.passed <= DEEPEST_MATCH ? encodeMatchCursor({ mode, meant, ...next }) : null,
    goodCount,
    nearest,
  };
}

type Place = Pick<MatchPosition, 'part' | 'passed'>;
const FIRST: Place = { part: 'head', passed: 0 };

function placeOf(cursor: string, mode: SearchMode): Place {
  const { mode: itsMode, part, passed } = decodeMatchCursor(cursor);
  if (itsMode === mode) return { part, passed };
  throw invalidCursor(
    'The pages before this one were found in another way than is possible now. Search again from the first page.',
  );
}

interface Part {
  groups: ShownGroup[];
  goodCount: number | null;
  nearest: number | null;
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
    nearest: candidates[0]?.score ?? null,
    next: end < groups.length ? { part: 'head', passed: end } : goesOn ? { part: 'tail', passed: size } : null,
  };
}

async function tailPage(source: MatchSource, { limit }: RankedPageRequest, passed: number): Promise<Part> {
  const { candidates, more } = await source({ offset: passed, limit });
  return {
    groups: candidates.map((shown) => ({ shown, behind: [], why: null, good: false })),
    goodCount: null,
    nearest: null,
    next: more ? { part: 'tail', passed: passed + limit } : null,
  };
}

/** Empty when the product has gone since it was found. */
function toRankedMatch({ shown, behind, why, good }: ShownGroup, products: Map<string, ProductView>): RankedMatch[] {
  const results = behind.flatMap((candidate) => toMatch(candidate, products));
  const alike = why === null || results.length === 0 ? null : { count: results.length, why, results };
  return toMatch(shown, products).map((match) => ({ ...match, good, alike }));
}

function toMatch({ productId, score }: Candidate, products: Map<string, ProductView>): ProductMatch[] {
  const product = products.get(productId);
  return product ? [{ product, score: Math.round(score * 1e6) / 1e6 }] : [];
}
