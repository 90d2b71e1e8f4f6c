import type { Pool } from 'pg';
import type { Candidate, MatchSource } from './candidates';
import type { FusedMatch, NearMatch, WordMatch } from './fuse-matches';
import { type FoundByWords, scoreByWords } from './word-candidates';

interface HybridOptions {
  /** The best of them, asked for already. */
  found: Promise<FoundByWords>;
  near: MatchSource;
  fuse(words: readonly WordMatch[], vectors: readonly NearMatch[]): FusedMatch[];
  /** Left out: the product that is searched with. */
  except?: string | undefined;
}

/**
 * What has the words and what is near, as one source: first the best of both, fused, then what is near beyond them.
 * Nothing comes twice.
 */
export function hybridMatches(pool: Pool, { found, near, fuse, except }: HybridOptions): MatchSource {
  return async (range) => {
    const [byWords, nearest] = await Promise.all([found, near(range)]);
    const words = byWords.candidates.filter(({ productId }) => productId !== except);
    if (range.offset > 0) {
      const shown = new Set(words.map(({ productId }) => productId));
      return { ...nearest, candidates: nearest.candidates.filter(({ productId }) => !shown.has(productId)) };
    }
    const candidates = new Map([...nearest.candidates, ...words].map((one) => [one.productId, one]));
    const matches = await wordMatches(pool, { ...byWords, candidates: words }, nearest.candidates);
    return {
      candidates: fuse(matches, nearest.candidates).flatMap((match) => toFused(match, candidates)),
      more: nearest.more,
    };
  };
}

/** Those found by the words, and what is near and has them, too, though others had them better. */
async function wordMatches(
  pool: Pool,
  { candidates, hasAll, more, sought }: FoundByWords,
  nearest: readonly Candidate[],
): Promise<WordMatch[]> {
  const found = candidates.map(({ productId, score }) => ({ productId, score, hasAll }));
  if (!more || !hasAll) return found;
  const known = new Set(candidates.map(({ productId }) => productId));
  const others = nearest.map(({ productId }) => productId).filter((productId) => !known.has(productId));
  const scores = await scoreByWords(pool, sought, others);
  return [...found, ...[...scores].map(([productId, score]) => ({ productId, score, hasAll }))];
}

function toFused({ productId, score, hasAll }: FusedMatch, candidates: Map<string, Candidate>): Candidate[] {
  const candidate = candidates.get(productId);
  return candidate === undefined ? [] : [{ ...candidate, score, hasWords: hasAll }];
}
