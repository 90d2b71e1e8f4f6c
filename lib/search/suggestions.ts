import type { Pool } from 'pg';
import type { Category } from '@/lib/quality/categories.schema';
import { beginningDistance } from '@/lib/words/edit-distance';
import { forgiven, type KnownWords } from '@/lib/words/known-words';
import { phraseKey } from '@/lib/words/phrases';
import { CATEGORY_WORDS } from '@/lib/words/synonyms';
import type { MarketWords, Shop, Vocabulary } from '@/lib/words/vocabulary';
import type { Suggestion } from './suggestions.schema';

/** Of what is suggested, so many places are for shops, and so many for categories, where there are some. */
const SHOPS = 2;
const CATEGORIES = 1;
/** Nobody types more before looking at what is suggested. In characters. */
const LONGEST = 80;

export interface SuggestRequest {
  /** What is typed so far. */
  q: string;
  limit: number;
}

/**
 * What the typed text may become: phrases that live products' titles have, the commonest first; shops; categories, in
 * either language. Mistakes are forgiven where nothing begins so.
 */
export async function suggest(
  { pool, vocabulary }: { pool: Pool; vocabulary: Vocabulary },
  { q, limit }: SuggestRequest,
): Promise<Suggestion[]> {
  const typed = phraseKey(q.slice(0, LONGEST));
  if (typed === '') return [];
  const market = await vocabulary.current();
  const categories = categoriesBeginning(typed).slice(0, CATEGORIES);
  const shops = await stillLive(pool, shopsBeginning(typed, market.shops).slice(0, SHOPS));
  const places = Math.max(1, limit - categories.length - shops.length);
  const words = phrasesFor(typed, market, places).map((text) => ({ kind: 'words' as const, text }));
  return [...words, ...shops, ...categories].slice(0, limit);
}

function phrasesFor(typed: string, { phrases, words }: MarketWords, limit: number): string[] {
  const textsOf = (begun: string) => phrases.beginningWith(begun, limit).map(({ text }) => text);
  const found = textsOf(typed);
  if (found.length > 0) return found;
  const meant = meantBeginning(typed, words) ?? typed;
  const asMeant = meant === typed ? [] : textsOf(meant);
  if (asMeant.length > 0) return asMeant;
  // No title has them side by side: what the last word may become, behind the others, where titles have those.
  const [last = '', ...before] = meant.split(' ').reverse();
  const isInTitles =
    before.length > 0 && last.length > 1 && before.every((word) => phrases.beginningWith(word, 1).length > 0);
  return isInTitles ? textsOf(last).map((text) => [...before.reverse(), text].join(' ')) : [];
}

/** The typed text with its words put right; the last of them may be only begun. Null when nothing is like it. */
function meantBeginning(typed: string, known: KnownWords): string | null {
  const words = typed.split(' ');
  const last = words.pop() ?? '';
  const before = words.map((word) => (known.has(word) ? word : (known.meantBy(word)[0] ?? word)));
  const ends = known.hasBeginning(last) ? last : (known.meantBy(last)[0] ?? begunLike(last, known));
  const meant = [...before, ends ?? last].join(' ');
  return meant === typed ? null : meant;
}

/** The commonest word that begins nearly so, with the same letter. */
function begunLike(typed: string, known: KnownWords): string | null {
  if (forgiven(typed) === 0) return null;
  let best: { word: string; products: number } | null = null;
  for (const one of known.beginningWith(typed.charAt(0))) {
    if (one.products > (best?.products ?? 0) && beginningDistance(typed, one.word, 1) <= 1) best = one;
  }
  return best?.word ?? null;
}

/** By the beginning of the name, then of a later word in it; with the most products first. */
function shopsBeginning(typed: string, shops: readonly Shop[]): Shop[] {
  const first = shops.filter(({ key }) => key.startsWith(typed));
  return [...first, ...shops.filter(({ key }) => key.includes(` ${typed}`) && !first.some((one) => one.key === key))];
}

/** The vocabulary may be minutes old: nobody is suggested who has been erased since. */
async function stillLive(pool: Pool, shops: readonly Shop[]): Promise<Suggestion[]> {
  if (shops.length === 0) return [];
  const { rows } = await pool.query<{ id: string }>({
    name: 'live-shops',
    text: `SELECT s."id"::text FROM "sellers" s WHERE s."id" = ANY($1::uuid[])
      AND EXISTS (SELECT FROM "products" p WHERE p."sellerPhone" = s."phone" AND p."isListed")`,
    values: [shops.map(({ id }) => id)],
  });
  const live = new Set(rows.map(({ id }) => id));
  return shops.filter(({ id }) => live.has(id)).map(({ id, name }) => ({ kind: 'shop', text: name, sellerId: id }));
}

function categoriesBeginning(typed: string): Suggestion[] {
  if (typed.length < 2) return [];
  // Its keys are the categories.
  return (Object.keys(CATEGORY_WORDS) as Category[])
    .filter((category) => CATEGORY_WORDS[category].some((word) => word.startsWith(typed)))
    .map((text) => ({ kind: 'category', text }));
}
