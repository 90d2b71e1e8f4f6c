import { Prisma } from '@/lib/platform/prisma-client/client';

export interface SoughtWord {
  /** How it is written: itself, its plural or singular, apart or in one. SQL's tsquery, each a choice. */
  near: readonly Term[];
  /** What else is taken for it: words it begins, other names of the thing, its category, what it may be meant for. */
  far: readonly Term[];
  /** How much it tells products apart, 0 to 1. */
  weight: number;
  /** How many products have it as it is written, as far as is known. */
  products: number;
  /** How many have it or what is taken for it. */
  reach: number;
}

/** Parts that follow each other in the text. */
export interface Term {
  parts: readonly string[];
  /** The last part is only the beginning of a word. */
  begins?: true;
}

export interface SoughtText {
  /** All but the small ones. */
  words: readonly SoughtWord[];
  /** The text as it was probably meant, where no live product has it as it stands. `words` are of this one then. */
  meant: string | null;
  /** How many products there are. */
  live: number;
}

/** SQL condition: a row of `"products" p` has all of the words; none has none. */
export function hasAllWords({ words }: SoughtText): Prisma.Sql {
  return words.length === 0 ? Prisma.sql`FALSE` : Prisma.sql`p."searchWords" @@ ${queryOfAll(words)}::tsquery`;
}

/** SQL condition: a row has at least one of the words. */
export function hasSomeWords({ words }: SoughtText): Prisma.Sql {
  const some = words.map(({ near, far }) => queryOf([...near, ...far])).join(' | ');
  return words.length === 0 ? Prisma.sql`FALSE` : Prisma.sql`p."searchWords" @@ ${some}::tsquery`;
}

/**
 * SQL for how well a row has the words, 0 to 1, each by what it tells: written so in title or shop's name before the
 * description before what is only taken for it; all of them side by side a little before.
 */
export function wordScore({ words }: SoughtText): Prisma.Sql {
  if (words.length === 0) return Prisma.sql`0::float8`;
  const all = words.reduce((sum, { weight }) => sum + weight, 0);
  const parts = words.map(({ near, far, weight }) => {
    const share = (level: number) => Prisma.sql`${(level * weight) / all}::float8`;
    const farther =
      far.length === 0
        ? Prisma.empty
        : Prisma.sql`
      WHEN p."searchWords" @@ ${queryOf(far, IN_NAMES)}::tsquery THEN ${share(0.5)}
      WHEN p."searchWords" @@ ${queryOf(far)}::tsquery THEN ${share(0.3)}`;
    return Prisma.sql`CASE
      WHEN p."searchWords" @@ ${queryOf(near, IN_NAMES)}::tsquery THEN ${share(1)}
      WHEN p."searchWords" @@ ${queryOf(near)}::tsquery THEN ${share(0.6)} ${farther} ELSE 0 END`;
  });
  const score = Prisma.join(parts, ' + ');
  const [...written] = words.map(({ near }) => near[0]?.parts ?? []);
  if (words.length === 1) return Prisma.sql`(${score})`;
  const sideBySide = termQuery({ parts: written.flat() }, IN_NAMES);
  return Prisma.sql`(0.95 * (${score})
    + CASE WHEN p."searchWords" @@ ${sideBySide}::tsquery THEN 0.05 ELSE 0 END)`;
}

/** The weights of title and shop's name in `"searchWords"`. */
const IN_NAMES = 'AB';

/** All of the words, as a tsquery. */
export const queryOfAll = (words: readonly SoughtWord[]): string =>
  words.map(({ near, far }) => queryOf([...near, ...far])).join(' & ');

const queryOf = (terms: readonly Term[], weights = ''): string =>
  `(${terms.map((term) => termQuery(term, weights)).join(' | ')})`;

/** Quoted, so that nothing in it is an operator. */
function termQuery({ parts, begins }: Term, weights: string): string {
  const suffix = `${begins ? '*' : ''}${weights}`;
  return parts.map((part) => `'${part.replaceAll(/['\\]/g, ' ')}'${suffix === '' ? '' : `:${suffix}`}`).join(' <-> ');
}
