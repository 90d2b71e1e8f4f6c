import { weighAfterthoughts } from './afterthoughts';
import type { Amount } from './amounts';
import { inBrackets } from './asides';
import { type Context, contextOf } from './context';
import { currencyOfPhone, statedCurrencyOf } from './currencies';
import { isDoubtful } from './doubts';
import { isFurtherFee } from './fees';
import { isOfListOfGoods } from './goods';
import { type Judged, namedPriceOf } from './names';
import { MULTIPLIERS, numberOf, readingsOf } from './numbers';
import { weighQuantities } from './quantities';
import { amountsIn } from './ranges';
import { readableOf } from './readable';
import { isOpen } from './said-before';
import { withSpokenNumbers } from './spoken';
import { sumsIn, weighTotals } from './sums';
import { isInstalment, scoreOf, topicsOf } from './sureness';
import { type Token, tokensOf } from './tokens';
import { variantsOf } from './variants';
import { CLOSERS } from './words';

export interface Price {
  /** What is to be paid now; of a range, its lower end. */
  amount: number;
  /** ISO 4217. */
  currency: string;
  /** As the seller wrote it. */
  text: string;
}

const MAX_AMOUNT = 1_000_000_000;
/** ISO 4217 for "no currency". */
const NO_CURRENCY = 'XXX';

/**
 * The price in a product's title and description, or null. `phone` decides the currency where the seller wrote none
 * (`3500/-`, `@2500`, `3.5k`): a Kenyan number means KES. Each number is judged by what stands around it; where two
 * compete and nothing prefers one, there is none, for a wrong price is worse.
 */
export function readPrice(text: string, phone: string): Price | null {
  const readable = readableOf(text);
  const tokens = withSpokenNumbers(tokensOf(readable));
  const local = currencyOfPhone(phone);
  const topics = topicsOf(tokens);
  const judged = judgedOf(tokens, amountsIn(tokens, phone));
  const candidates = judged.flatMap(({ amount, context }): Candidate[] => {
    const currency = amount.currency ?? local;
    const value = roundedOf(amount.value);
    if (currency === null || value === null || isUnlikely(value, currency, amount.currency !== null)) return [];
    if (context.isPart && isInstalment(tokens, amount, topics)) return [];
    const score = scoreOf(tokens, amount, context, topics);
    return score > 0 ? [{ value, currency, score, context, amount }] : [];
  });
  const named = candidates.length > 0 || topics.isWanted || local === null ? null : namedPriceOf(tokens, judged);
  if (named !== null && local !== null)
    candidates.push({ ...named, value: named.amount.value, currency: local, score: 1 });
  const best = bestOf(withoutListPrices(candidates), tokens, local);
  if (best === null || isOfListOfGoods(tokens, judged, best.amount) || isDoubtful(tokens, judged, best)) return null;
  const [from, end] = [tokens[best.amount.first]?.from, tokens[best.amount.last]?.end];
  return { amount: best.value, currency: best.currency, text: readable.slice(from, end).trim() };
}

/** Nothing is sold for less, without its currency beside it: `Price 45` in Uganda means 45,000. */
const LEAST: Record<string, number> = { UGX: 1000, TZS: 500, RWF: 500, KES: 10, NGN: 50 };

/** `Ksh 2.5` may be 2,500 where nobody has cents. */
function isUnlikely(value: number, currency: string, isWritten: boolean): boolean {
  const least = LEAST[currency];
  if (least === undefined) return false;
  return (value < 100 && !Number.isInteger(value)) || (!isWritten && value < least);
}

/** What stands around each amount; fees and variants are told by those before and beside them. */
function judgedOf(tokens: readonly Token[], amounts: readonly Amount[]): Judged[] {
  const variants = variantsOf(tokens, amounts);
  const sums = sumsIn(tokens, amounts);
  const asides = inBrackets(tokens, amounts);
  let fee: Amount | null = null;
  const judged = amounts.map((amount) => {
    const context = contextOf(tokens, amount);
    context.role = sums.get(amount) ?? context.role;
    // 2500 only (3000 outside Nairobi): what closes the one calls the other no price.
    const [closer, bracket] = tokens.slice(Math.max(0, amount.first - 2), amount.first);
    if (asides.has(amount) && bracket?.text === '(' && CLOSERS.has(closer?.text ?? '') && context.role === 'price')
      context.role = 'unsaid';
    if (asides.has(amount) && isOpen(context.role)) context.isPart = true;
    if (fee !== null && context.role === 'unsaid' && isFurtherFee(tokens, fee, amount)) context.role = 'fee';
    fee = context.role === 'fee' ? amount : null;
    if (variants.has(amount) && isOpen(context.role)) context.role = 'variant';
    return { amount, context };
  });
  weighAfterthoughts(tokens, judged, asides);
  weighQuantities(tokens, judged, asides);
  weighTotals(judged);
  return judged;
}

/**
 * Every number of a text that could be an amount of money in any reading: `12,50` as 12.5, `3-5k` as 3,000 too; not
 * those within phones and links. What a model says is a price is one only if it is among these. The currency is the
 * one written beside it, else the phone's, else XXX.
 */
export function readAmounts(text: string, phone: string): Price[] {
  const readable = readableOf(text);
  const tokens = withSpokenNumbers(tokensOf(readable));
  const local = currencyOfPhone(phone) ?? NO_CURRENCY;
  const found: Price[] = [];
  const seen = new Set<string>();
  const add = (value: number, currency: string | null, from: number, end: number): void => {
    const amount = roundedOf(value);
    const key = `${amount} ${currency ?? ''}`;
    if (amount === null || seen.has(key) || (currency === null && seen.has(`${amount}`))) return;
    seen.add(key).add(`${amount}`);
    found.push({ amount, currency: currency ?? local, text: readable.slice(from, end) });
  };
  for (const { value, currency, first, last } of amountsIn(tokens, phone))
    add(value, currency, tokens[first]?.from ?? 0, tokens[last]?.end ?? 0);
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'number') continue;
    const times = MULTIPLIERS.get(tokens[at + 1]?.text ?? '');
    for (const value of readingsOf(token.raw)) {
      add(value, null, token.from, token.end);
      if (times !== undefined) add(value * times, null, token.from, tokens[at + 1]?.end ?? token.end);
    }
  }
  return found;
}

/** What a page states in its own tags, `3,500.00` and `KSh`; null where either is none. */
export function readStatedPrice(stated: { amount: string; currency: string }, phone: string): Price | null {
  const currency = statedCurrencyOf(stated.currency, phone);
  const written = stated.amount.replace(/[\s\u00a0\u202f]+/g, ' ').trim();
  // Programs write every decimal there is.
  const plain = /^\d{1,10}\.\d{4,20}$/.test(written) ? Number(written) : null;
  const value = plain ?? (/^\d[\d.,'’ ]*$/.test(written) ? numberOf(written, currency) : null);
  const amount = value === null ? null : roundedOf(value);
  return amount === null || currency === null ? null : { amount, currency, text: `${currency} ${written}` };
}

function roundedOf(value: number): number | null {
  const amount = Math.round(value * 100) / 100;
  return amount > 0 && amount <= MAX_AMOUNT ? amount : null;
}

interface Candidate {
  value: number;
  currency: string;
  score: number;
  context: Context;
  amount: Amount;
}

/** What it costs elsewhere is no price beside a lower one: `24,999 (RRP 32,000)`. */
const withoutListPrices = (candidates: readonly Candidate[]): Candidate[] =>
  candidates.filter(
    ({ context, value }) =>
      context.role !== 'list' || !candidates.some((each) => each.context.role !== 'list' && each.value < value),
  );

/** How far apart the amounts of one product's variants are. */
const MOST_APART = 4;

/** The surest; of several that are as sure, the lowest where they may be variants, or before and after. */
function bestOf(candidates: readonly Candidate[], tokens: readonly Token[], local: string | null): Candidate | null {
  const top = Math.max(...candidates.map(({ score }) => score));
  const surest = candidates.filter(({ score }) => score === top);
  const currency = surest.find((each) => each.currency === local)?.currency ?? surest[0]?.currency;
  const rivals = surest.filter((each) => each.currency === currency);
  const lowest = lowestOf(rivals);
  if (lowest === null) return null;
  const highest = Math.max(...rivals.map(({ value }) => value));
  const alone = onlyAlone(rivals);
  if (alone !== null) return alone;
  const areKin = rivals.every(({ context }) => context.isVariant) || rivals.every(({ context }) => context.isPart);
  if (highest <= lowest.value * MOST_APART || areKin) return lowest;
  const titleEnd = titleEndOf(tokens, rivals);
  const inTitle = rivals.filter(({ amount }) => amount.last < titleEnd);
  return inTitle.length === 1 ? (inTitle[0] ?? null) : null;
}

/** The end of the first line; of a single line, that of its first amount where the others are of its parts. */
function titleEndOf(tokens: readonly Token[], rivals: readonly Candidate[]): number {
  const [first, ...others] = rivals;
  const end = tokens.findIndex((token) => token.kind === 'line');
  if (end !== -1 || first === undefined || first.amount.first === 0) return end;
  return others.every(({ value, context }) => value < first.value && context.isClosed) ? first.amount.last + 1 : end;
}

/** The first, alone on its line, where the others are of something else: `Ksh 3,500`, then `Spare laces Ksh 100`. */
function onlyAlone(rivals: readonly Candidate[]): Candidate | null {
  const [first, ...others] = rivals;
  if (first === undefined || !(first.context.isAlone || first.context.opensLine) || others.length === 0) return null;
  return others.some(({ context }) => context.isAlone || context.opensLine || context.isVariant) ? null : first;
}

function lowestOf(candidates: readonly Candidate[]): Candidate | null {
  let lowest: Candidate | null = null;
  for (const each of candidates) if (lowest === null || each.value < lowest.value) lowest = each;
  return lowest;
}
