import { z } from 'zod';
import { Prisma, type PrismaClient } from '@/lib/platform/prisma-client/client';

/** Nobody types more; each costs an index look-up. */
const MOST_WORDS = 12;
/** Shorter words share too many of their trigrams with others to forgive mistakes in them. */
const FORGIVEN_FROM = 4;
/** A single letter is a size, not the beginning of a word. */
const BEGINNING_FROM = 2;

/** One piece of a text query. */
export interface SoughtWord {
  /** Letters and digits; a piece without any (an emoji, a sign) as it is. */
  text: string;
  isWord: boolean;
  /** No live product has it: it may be mistyped, so what looks like it matches. */
  isUnknown: boolean;
}

const existsSchema = z.array(z.record(z.string(), z.boolean())).length(1);

/** The pieces of a text. Mistakes are forgiven only in words that no product has: `red` never finds `reed`. */
export async function readSoughtWords(db: PrismaClient, text: string): Promise<SoughtWord[]> {
  const pieces = piecesOf(text).map((piece) => ({ text: piece, isWord: isWord(piece), isUnknown: false }));
  const forgiven = pieces.filter((piece) => piece.isWord && piece.text.length >= FORGIVEN_FROM);
  if (forgiven.length === 0) return pieces;
  const known = Prisma.join(
    forgiven.map((word, place) => {
      const name = Prisma.raw(`"${place}"`);
      return Prisma.sql`EXISTS (SELECT FROM "products" p WHERE p."isListed" AND ${isWritten(word)}) AS ${name}`;
    }),
  );
  const [row] = existsSchema.parse(await db.$queryRaw`SELECT ${known}`);
  const unknown = new Set(forgiven.filter((_, place) => row?.[place] === false));
  return pieces.map((piece) => ({ ...piece, isUnknown: unknown.has(piece) }));
}

/**
 * SQL conditions: a row of `"products" p` has all of it. A word matches as a word or the beginning of one, a plural
 * as its singular too, an unknown one what looks like it; signs match as they are. Accents and case are forgiven.
 */
export function hasWords(words: readonly SoughtWord[]): Prisma.Sql[] {
  return words.map((word) => {
    if (!word.isWord) return hasSigns(word.text);
    return word.isUnknown ? Prisma.sql`"looksLike"("plainText"(${word.text}), p."searchText")` : isWritten(word);
  });
}

/** SQL for how well a row has the words, 0 to 1: the title counts before the rest; unknown words by their likeness. */
export function rankOf(words: readonly SoughtWord[]): Prisma.Sql {
  const parts = words.filter((word) => word.isWord).map(rankOfWord);
  return parts.length === 0
    ? Prisma.sql`0.5::float8`
    : Prisma.sql`(${Prisma.join(parts, ' + ')}) / ${parts.length}::float8`;
}

function rankOfWord(word: SoughtWord): Prisma.Sql {
  if (word.isUnknown) return Prisma.sql`"likeness"("plainText"(${word.text}), p."searchText")`;
  // The whole word before words that begin with it. 32: rank / (rank + 1), which lies between 0 and 1.
  const beginning = Prisma.sql`ts_rank(p."searchWords", ${queryOf(word.text)}, 32)`;
  const itself = Prisma.sql`ts_rank(p."searchWords", quote_literal("plainText"(${word.text}))::tsquery, 32)`;
  return Prisma.sql`(${beginning} + ${itself}) / 2`;
}

const isWord = (piece: string): boolean => /[\p{L}\p{Nd}]/u.test(piece);

/** English's possessive s: `men's shoes` means `men shoes`, too. */
const POSSESSIVE = /(?<=[\p{L}\p{Nd}])['’ʼ]s(?![\p{L}\p{M}\p{Nd}])/giu;

/**
 * Runs of letters, marks and digits, cut as the database's `"plainWords"` does; of a part without any, its signs.
 * PostgreSQL takes no zero bytes and no lone surrogates; an emoji's variation selector is no part of it.
 */
function piecesOf(text: string): string[] {
  const plain = text
    .toWellFormed()
    .replaceAll('\0', ' ')
    .replaceAll(/\p{Variation_Selector}/gu, '');
  const parts = plain.replaceAll(POSSESSIVE, ' ').split(/\s+/).filter(Boolean);
  return parts.flatMap((part) => part.match(/[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}]*/gu) ?? [part]).slice(0, MOST_WORDS);
}

const isWritten = ({ text }: { text: string }): Prisma.Sql => Prisma.sql`p."searchWords" @@ ${queryOf(text)}`;

/** Quoted, so that nothing in it is an operator. */
function queryOf(word: string): Prisma.Sql {
  const suffix = word.length < BEGINNING_FROM ? '' : ':*';
  return Prisma.sql`(quote_literal("plainText"(${singular(word)})) || ${suffix})::tsquery`;
}

/** Of an English plural, which begins with its singular. Swahili's differ in their beginning: nothing is cut. */
function singular(word: string): string {
  if (word.length < FORGIVEN_FROM) return word;
  return word.replace(/(?<=s|x|ch|sh)es$|(?<=[^s])s$/iu, '');
}

function hasSigns(signs: string): Prisma.Sql {
  const pattern = `%${signs.replace(/[\\%_]/g, '\\$&')}%`;
  return Prisma.sql`p."searchText" LIKE "plainText"(${pattern})`;
}
