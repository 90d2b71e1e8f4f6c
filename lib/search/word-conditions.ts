import { Prisma } from '@/lib/platform/prisma-client/client';

/** Nobody means more; each is a look into an index. */
const MOST_WORDS = 12;
/** Shorter words share too many of their three-letter pieces with others to forgive mistakes in them. */
const FORGIVEN_FROM = 4;
/** A single letter is a size, not the beginning of a word. */
const BEGINNING_FROM = 2;

/**
 * That every word of the text is in a row of `"products" p`: as a word, as the beginning of one, or with a small typing mistake; accents
 * and case are forgiven. What has no letters or digits (an emoji, a sign) must be there as it is.
 */
export function wordConditions(text: string): Prisma.Sql[] {
  return piecesOf(text).map((piece) => (isWord(piece) ? hasWord(piece) : hasSigns(piece)));
}

/** How well a row that has the words has them, 0 to 1: in the title before the rest, written alike before mistyped. */
export function wordRank(text: string): Prisma.Sql {
  const words = piecesOf(text).filter(isWord);
  if (words.length === 0) return Prisma.sql`0.5::float8`;
  const alike = words.map(
    (word) => Prisma.sql`strict_word_similarity("plainText"(${word}), "plainText"(coalesce(p."title", '')))`,
  );
  const found = Prisma.join(words.map(queryOf), ' || ');
  // 32: rank / (rank + 1), so that both halves lie between 0 and 1.
  return Prisma.sql`(ts_rank(p."searchWords", (${found}), 32) + (${Prisma.join(alike, ' + ')}) / ${words.length}) / 2`;
}

const isWord = (piece: string): boolean => /[\p{L}\p{Nd}]/u.test(piece);

/** Runs of letters and digits; of what stands alone without any, the signs. PostgreSQL takes no zero bytes and no lone surrogates. */
function piecesOf(text: string): string[] {
  const parts = text.toWellFormed().replaceAll('\0', ' ').split(/\s+/).filter(Boolean);
  return parts.flatMap((part) => part.match(/[\p{L}\p{M}\p{Nd}]+/gu)?.filter(isWord) ?? [part]).slice(0, MOST_WORDS);
}

function hasWord(word: string): Prisma.Sql {
  const asWritten = Prisma.sql`p."searchWords" @@ ${queryOf(word)}`;
  if (word.length < FORGIVEN_FROM) return asWritten;
  return Prisma.sql`(${asWritten} OR "plainText"(${word}) <<% p."searchText")`;
}

/** Quoted, so that nothing in it is taken as an operator. */
function queryOf(word: string): Prisma.Sql {
  const suffix = word.length < BEGINNING_FROM ? '' : ':*';
  return Prisma.sql`(quote_literal("plainText"(${word})) || ${suffix})::tsquery`;
}

function hasSigns(signs: string): Prisma.Sql {
  const pattern = `%${signs.replace(/[\\%_]/g, '\\$&')}%`;
  return Prisma.sql`p."searchText" LIKE "plainText"(${pattern})`;
}
