/** A product that has the words. */
export interface WordMatch {
  productId: string;
  /** How well it has them, 0 to 1: in its title or shop's name before its description, written so before alike. */
  score: number;
  /** All of them, not only some. */
  hasAll: boolean;
}

/** A product of the index's nearest. */
export interface NearMatch {
  productId: string;
  /** Cosine similarity. */
  score: number;
}

export interface FusedMatch {
  productId: string;
  /** 0 to 1, comparable within one search. */
  score: number;
  /** It has all the words: better than whatever only looks like them. */
  hasAll: boolean;
}

/**
 * How much having the words counts against being near. Title or description differ by 0.4 in a word's score: at 0.75
 * that is more than all nearness, so who has the words in the title comes first, and nearness decides among those.
 */
const WORDS_SHARE = 0.75;
/** Of those that have only some of the words: there what the model makes of all of them says more. */
const SOME_SHARE = 0.35;
/** Beside a picture, words that few products have lift those that have them, and the picture goes on to decide. */
const LIFT = 0.5;

/**
 * One ranking of those that have the words and those that are near, best first; ties by product id. Those that have
 * all the words come before all others. Measured against reciprocal ranks: docs/decisions/0022.
 */
export function fuseMatches(words: readonly WordMatch[], vectors: readonly NearMatch[]): FusedMatch[] {
  return fuse(words, vectors, (word, near) => {
    const { score = 0, hasAll = false } = word ?? {};
    if (hasAll) return 0.5 + (WORDS_SHARE * score + (1 - WORDS_SHARE) * near) / 2;
    // Half of the words say far less than half of what was asked for.
    return (SOME_SHARE * score ** 2 + (1 - SOME_SHARE) * near) / 2;
  });
}

/** The same where a picture is searched with: the words only lift. None is said to have all that was asked for. */
export function liftMatches(words: readonly WordMatch[], vectors: readonly NearMatch[]): FusedMatch[] {
  const lifted = fuse(words, vectors, (word, near) => (near + LIFT * (word?.score ?? 0)) / (1 + LIFT));
  return lifted.map((match) => ({ ...match, hasAll: false }));
}

function fuse(
  words: readonly WordMatch[],
  vectors: readonly NearMatch[],
  scoreOf: (word: WordMatch | undefined, near: number) => number,
): FusedMatch[] {
  const nearness = nearnessOf(vectors);
  const byWords = new Map(words.map((word) => [word.productId, word]));
  return [...new Set([...byWords.keys(), ...nearness.keys()])]
    .map((productId) => {
      const word = byWords.get(productId);
      const score = scoreOf(word, nearness.get(productId) ?? 0);
      return { productId, score, hasAll: word?.hasAll ?? false };
    })
    .sort((a, b) => b.score - a.score || (a.productId < b.productId ? -1 : 1));
}

/** From 1 for the nearest to 0 for the farthest that was found: a cosine says nothing by itself, models differ. */
function nearnessOf(vectors: readonly NearMatch[]): Map<string, number> {
  const scores = vectors.map(({ score }) => score);
  const [most, least] = [Math.max(...scores), Math.min(...scores)];
  const height = most - least || 1;
  return new Map(vectors.map(({ productId, score }) => [productId, (score - least) / height]));
}
