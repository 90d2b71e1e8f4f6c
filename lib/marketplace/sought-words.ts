import type { Pool } from 'pg';
import { type CutWord, cutSigns, cutWords, isSmallWord } from '@/lib/words/cut-words';
import type { KnownWords } from '@/lib/words/known-words';
import { categoriesCalled, synonymsOf } from '@/lib/words/synonyms';
import type { Vocabulary } from '@/lib/words/vocabulary';
import { formsOf } from '@/lib/words/word-forms';
import { queryOfAll, type SoughtText, type SoughtWord, type Term } from './sought-text';

/** Shorter words are no beginnings of others: `tv` is none of `tvs`' only. */
const BEGINNING_FROM = 3;
/** Of a word written in one, the second half: `t-shirt` is found by `tshirt`, `x-ray` is not by `xray`'s `x`. */
const LONG_HALF = 4;
/** Longer texts are none that somebody mistyped. In characters. */
const LONGEST_MEANT = 200;
/** Words that more than this share of the products have say nothing that a picture does not. */
const RARE_SHARE = 0.05;
/** Words this common find too much to be compared: where not all words are had, the rarer ones decide. */
const MOST_WITH_SOME = 2_000;

export interface WordDeps {
  pool: Pool;
  vocabulary: Vocabulary;
}

/**
 * What a text asks for. Mistakes are forgiven only where no live product has the words as they stand: `red` never finds
 * `reed`. `asItStands`: nothing is corrected.
 */
export async function readSoughtText(
  { pool, vocabulary }: WordDeps,
  text: string,
  { asItStands = false } = {},
): Promise<SoughtText> {
  const [plain, { words: known }] = await Promise.all([plainText(pool, text), vocabulary.current()]);
  const cut = worthSeeking(cutWords(plain));
  const words = cut.length > 0 ? soughtWords(cut, known) : cutSigns(plain).map(soughtSign);
  const written = { words, meant: null, live: known.live };
  const corrected = cut.map((word) => word.map((part) => correctionOf(part, known) ?? part));
  if (asItStands || text.length > LONGEST_MEANT || isEqual(cut, corrected)) return written;
  if (await isHadByAny(pool, words)) return written;
  return { words: soughtWords(corrected, known), meant: replaced(plain, cut, corrected), live: known.live };
}

const ASCII = /^[\0-\x7f]*$/;

/** As the database writes what it compares: in lower case, without accents. It alone knows how, but of ASCII. */
async function plainText(pool: Pool, text: string): Promise<string> {
  const readable = text.toWellFormed().replaceAll('\0', ' ');
  if (ASCII.test(readable)) return readable.toLowerCase();
  const { rows } = await pool.query<{ plain: string }>({
    name: 'plain-text',
    text: 'SELECT "plainText"($1) AS "plain"',
    values: [readable],
  });
  return rows[0]?.plain ?? '';
}

/** Without small words, unless there are no others. */
function worthSeeking(words: CutWord[]): CutWord[] {
  const telling = words.filter(([first = '', ...others]) => others.length > 0 || !isSmallWord(first));
  return telling.length > 0 ? telling : words;
}

function soughtWords(words: readonly CutWord[], known: KnownWords): SoughtWord[] {
  return words.map((word, at) => {
    const inOne = [...joined(words[at - 1], word), ...joined(word, words[at + 1])].filter((one) => isKnown(one, known));
    return soughtWord(word, inOne, known);
  });
}

/** `hand bag` in one. Not a single letter after a word, which would make it a plural: `size s`. */
function joined(word: CutWord | undefined, next: CutWord | undefined): string[] {
  const [one, two] = [word?.join(''), next?.join('')];
  return one === undefined || two === undefined || two.length < 2 ? [] : [one + two];
}

function soughtWord(word: CutWord, inOne: readonly string[], known: KnownWords): SoughtWord {
  const [only = ''] = word;
  const isPlain = word.length === 1 && !/\d/.test(only);
  const forms = isPlain ? formsOf(only) : [];
  // What nobody has is not asked for: PostgreSQL would guess how many do. Only the word itself may be newer than that.
  const others = (words: string[]) =>
    [...new Set(words)].filter((other) => other !== only && known.has(other)).map((other) => ({ parts: [other] }));
  const halves = halvesOf(word, known).map((parts) => ({ parts }));
  const near = [{ parts: word }, ...others([...forms, ...inOne.flatMap(formsOf)]), ...halves];
  const categories = isPlain ? categoriesCalled(only).map((category) => `#${category}`) : [];
  // Not known, but the beginning of something that is: `techno` is that of `technology`, and may be meant for `tecno`.
  const isBegun = isPlain && !isKnown(only, known) && known.hasBeginning(only);
  const meant = isBegun ? known.meantBy(only) : [];
  const far: Term[] = others([...synonymsOf(forms).flatMap(formsOf), ...categories, ...meant]);
  if (isPlain && only.length >= BEGINNING_FROM) far.push({ parts: word, begins: true });
  const products = sum(near.map((term) => productsWith(term, known)));
  const reach = products + sum(far.map((term) => productsWith(term, known)));
  return { near, far, products, reach, weight: weightOf(products, known.live) };
}

/** At most. */
function productsWith({ parts, begins }: Term, known: KnownWords): number {
  const [only = ''] = parts;
  if (begins) return sum([...known.beginningWith(only)].map(({ word, products }) => (word === only ? 0 : products)));
  return Math.min(...parts.map((part) => known.productsWith(part)));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** Emoji are looked for as they are. */
const soughtSign = (sign: string): SoughtWord => ({
  near: [{ parts: [sign] }],
  far: [],
  weight: 1,
  products: 0,
  reach: 0,
});

/** 1 for a word that nobody has, near 0 for one that all have. */
function weightOf(products: number, live: number): number {
  return Math.max(0.05, Math.log((live + 2) / (products + 1)) / Math.log(live + 2));
}

/** A word written in one, apart: `tshirt` is `t-shirt`, `handbag` is `hand bag`. The way most products may have it. */
function halvesOf(word: CutWord, known: KnownWords): CutWord[] {
  const [only = ''] = word;
  if (word.length > 1 || only.length < LONG_HALF + 1) return [];
  let best: { halves: CutWord; products: number } | undefined;
  for (let at = 1; at <= only.length - 2; at += 1) {
    const halves = [only.slice(0, at), only.slice(at)];
    const products = Math.min(...halves.map((half) => known.productsWith(half)));
    const isLikely = at > 1 || only.length - at >= LONG_HALF;
    if (isLikely && products > (best?.products ?? 0)) best = { halves, products };
  }
  return best === undefined ? [] : [best.halves];
}

/** Null for what is known, has nothing like it, or may be the beginning of what is known. */
function correctionOf(part: string, known: KnownWords): string | null {
  if (known.hasBeginning(part) || isKnown(part, known)) return null;
  return known.meantBy(part)[0] ?? null;
}

/** Itself, its singular or a plural. */
const isKnown = (word: string, known: KnownWords): boolean => formsOf(word).some((form) => known.has(form));

const isEqual = (some: readonly CutWord[], others: readonly CutWord[]): boolean =>
  some.flat().join(' ') === others.flat().join(' ');

/** The text with the corrected parts in the places of those that were written. */
function replaced(plain: string, cut: readonly CutWord[], corrected: readonly CutWord[]): string {
  let [done, rest] = ['', plain];
  for (const [at, part] of cut.flat().entries()) {
    const found = rest.search(new RegExp(`(?<!\\p{L})${part}(?!\\p{L})`, 'u'));
    if (found < 0) continue;
    done += rest.slice(0, found) + (corrected.flat()[at] ?? part);
    rest = rest.slice(found + part.length);
  }
  return (done + rest).replaceAll(/\s+/g, ' ').trim();
}

async function isHadByAny(pool: Pool, words: readonly SoughtWord[]): Promise<boolean> {
  // All are counted, few as they are: for the first of them PostgreSQL would read through products until it met one.
  // Without a name: a plan that knew the words no more would do so, too.
  const { rows } = await pool.query<{ had: boolean }>(
    `SELECT count(*) > 0 AS "had" FROM "products" p
     WHERE p."isListed" AND p."listedAt" IS NOT NULL AND p."searchWords" @@ $1::tsquery`,
    [queryOfAll(words)],
  );
  return rows[0]?.had === true;
}

/** Without those too common to say anything where not all words are had; the rarest always stays. */
export function rarestWords(sought: SoughtText): SoughtText {
  let reach = 0;
  const words = sought.words
    .toSorted((a, b) => a.reach - b.reach)
    .filter((word, at) => {
      reach += word.reach;
      return at === 0 || reach <= MOST_WITH_SOME;
    });
  return { ...sought, words };
}

/** Which share of the products probably has all of the words: 0 to 1. Some, where `some`. */
export function shareWith({ words, live }: SoughtText, some = false): number {
  const shares = words.map(({ reach }) => Math.min(1, reach / Math.max(1, live)));
  return some ? Math.min(1, sum(shares)) : shares.reduce((all, share) => all * share, 1);
}

/** Those that few products have: a brand, a model. */
export function rareWords(sought: SoughtText): SoughtText {
  const most = Math.max(1, sought.live * RARE_SHARE);
  return { ...sought, words: sought.words.filter(({ products }) => products > 0 && products <= most) };
}
