import { PHONE_IN_TEXT } from '../clean-text';
import type { Amount } from './amounts';
import { type Context, contextOf } from './context';
import { currencyOfPhone, statedCurrencyOf } from './currencies';
import { MULTIPLIERS, numberOf, readingsOf } from './numbers';
import { amountsIn } from './ranges';
import { type Token, tokensOf } from './tokens';
import { DEPOSITS, GOLD, HIRES, INSTALMENTS, SCREENS, SHORT_TIMES } from './words';

export interface Price {
  /** What is to be paid now; of a range, its lower end. */
  amount: number;
  /** ISO 4217. */
  currency: string;
  /** As the seller wrote it. */
  text: string;
}

/** Prices stand early; what follows a long text is not worth its time. */
const MAX_TEXT = 10_000;
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
  const tokens = tokensOf(readable);
  const local = currencyOfPhone(phone);
  const topics = topicsOf(tokens);
  const candidates: Candidate[] = [];
  for (const amount of amountsIn(tokens, phone)) {
    const currency = amount.currency ?? local;
    const value = roundedOf(amount.value);
    if (currency === null || value === null) continue;
    const context = contextOf(tokens, amount);
    if (context.isPart && isInstalment(tokens, amount, topics)) continue;
    const score = scoreOf(tokens, amount, context, topics);
    if (score > 0) candidates.push({ value, currency, score, context, amount });
  }
  const best = bestOf(candidates, tokens, local);
  if (best === null) return null;
  const [from, end] = [tokens[best.amount.first]?.from, tokens[best.amount.last]?.end];
  return { amount: best.value, currency: best.currency, text: readable.slice(from, end).trim() };
}

/**
 * Every number of a text that could be an amount of money in any reading: `12,50` as 12.5, `3-5k` as 3,000 too; not
 * those within phones and links. What a model says is a price is one only if it is among these. The currency is the
 * one written beside it, else the phone's, else XXX.
 */
export function readAmounts(text: string, phone: string): Price[] {
  const readable = readableOf(text);
  const tokens = tokensOf(readable);
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

const PHONES = new RegExp(PHONE_IN_TEXT, 'gi');
const LINKS = /(?:https?:\/\/|www\.|wa\.me\/)\S*|[\w.+-]{1,64}@[\w-]{1,64}\.[a-z]{2,}/gi;
const UNSEEN = /\p{Cf}|\p{Variation_Selector}|\u20e3/gu;
const ARABIC_DIGIT = /[\u0660-\u0669\u06f0-\u06f9]/g;
/** Names with digits that would be money: the number plates of Kenya and Uganda, masks. */
const NAMES = /\b(?:K[A-D]|U[AB])[A-Z] ?\d{3} ?[A-Z]\b|\bK?N95\b/g;
const blank = (match: string): string => ' '.repeat(match.length);

function readableOf(text: string): string {
  return (
    text
      .slice(0, MAX_TEXT)
      .normalize('NFKC')
      // One character may become eighteen.
      .slice(0, MAX_TEXT)
      .replace(UNSEEN, '')
      .replace(ARABIC_DIGIT, (digit) => String((digit.codePointAt(0) ?? 0) & 15))
      .replace(LINKS, blank)
      .replace(NAMES, blank)
      .replace(PHONES, blank)
  );
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

/** How sure one candidate is: by what the seller wrote next to the number, never by its size. */
const SURE = { label: 120, money: 100, closed: 70, near: 60, thousands: 50, grouped: 30, alone: 20 };
const NOW = 5;
const WITH_MONEY = 10;
const LIST = -60;
const PART = -40;
/** Without a currency, less than this is a count. */
const LEAST = 20;

/** What the whole text is about, as far as it says what its numbers are. */
interface Topics {
  isInstalments: boolean;
  hasDeposit: boolean;
  isGold: boolean;
  isScreen: boolean;
}

function topicsOf(tokens: readonly Token[]): Topics {
  const has = (words: ReadonlySet<string>): boolean => tokens.some(({ text }) => words.has(text));
  return {
    isInstalments: has(INSTALMENTS),
    hasDeposit: has(DEPOSITS) && !has(HIRES),
    isGold: has(GOLD),
    isScreen: has(SCREENS),
  };
}

/** Deposit 3,500, then 90 per day. */
function isInstalment(tokens: readonly Token[], { last }: Amount, topics: Topics): boolean {
  if (topics.isInstalments || !topics.hasDeposit) return topics.isInstalments;
  return tokens.slice(last + 1, last + 4).some(({ text }) => SHORT_TIMES.has(text));
}

const isMoney = ({ currency, mark }: Amount): boolean => currency !== null || mark === '/=';

/** 0 when nothing says that it is a price, or something says that it is not. */
function scoreOf(tokens: readonly Token[], amount: Amount, context: Context, topics: Topics): number {
  const { role } = context;
  if (role === 'none') return 0;
  const sure = surenessOf(tokens, amount, context, topics);
  if (sure === 0) return 0;
  const part = context.isPart || role === 'bulk' ? PART : 0;
  const labelled = sure === SURE.label && isMoney(amount) ? WITH_MONEY : 0;
  return Math.max(1, sure + labelled + part + (role === 'now' ? NOW : 0) + (role === 'list' ? LIST : 0));
}

function surenessOf(tokens: readonly Token[], amount: Amount, context: Context, topics: Topics): number {
  const { role } = context;
  const hasMoney = isMoney(amount);
  if (role === 'price' || role === 'now' || role === 'list' || role === 'bulk') {
    const isDoubtful = !hasMoney && (amount.value < LEAST || isYear(tokens, amount)) && !isCalledPrice(tokens, amount);
    return isDoubtful ? 0 : SURE.label;
  }
  if (hasMoney) return SURE.money;
  if (role === 'other' || isPurity(tokens, amount, topics)) return 0;
  if (amount.value < LEAST) return 0;
  if (amount.mark === '=' || context.isClosed) return SURE.closed;
  if (role === 'near' && context.endsClause && amount.value >= 50 && !isYear(tokens, amount)) return SURE.near;
  if (amount.isScaled) return SURE.thousands;
  if (amount.isGrouped) return SURE.grouped;
  return context.isAlone && isPlainPrice(tokens, amount) ? SURE.alone : 0;
}

/** `Price 5`, whatever the money; `only 5` is a count. */
function isCalledPrice(tokens: readonly Token[], { first }: Amount): boolean {
  const before = tokens.slice(Math.max(0, first - 4), first).map((token) => token.text);
  return before.some((text) => /^(?:price|prices|bei|cost|costs|amount|total|@)$/.test(text));
}

function isYear(tokens: readonly Token[], { number }: Amount): boolean {
  return /^20(?:0[5-9]|[12]\d|3[0-5])$/.test(tokens[number]?.text ?? '');
}

/** 24k of gold, a 4K screen; not 24k that is called a price. */
function isPurity(tokens: readonly Token[], amount: Amount, topics: Topics): boolean {
  if (!amount.isScaled) return false;
  // 6500K of light.
  if (Number(tokens[amount.number]?.text.replace(/,/g, '')) >= 1000) return true;
  const written = String(amount.value);
  return (
    (topics.isGold && /^(?:9|10|14|18|21|22|24)000$/.test(written)) || (topics.isScreen && /^[248]000$/.test(written))
  );
}

/** 2500 on a line of its own: no year, and no till number. */
function isPlainPrice(tokens: readonly Token[], amount: Amount): boolean {
  const text = tokens[amount.number]?.text ?? '';
  if (amount.value < (amount.isRange ? 300 : 50) || /^(?:19|20)\d\d$/.test(text)) return false;
  return amount.value < 100_000 || amount.value % 100 === 0;
}

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
  if (highest <= lowest.value * MOST_APART || rivals.every(({ context }) => context.isVariant)) return lowest;
  const titleEnd = tokens.findIndex((token) => token.kind === 'line');
  const inTitle = rivals.filter(({ amount }) => amount.last < titleEnd);
  return inTitle.length === 1 ? (inTitle[0] ?? null) : null;
}

function lowestOf(candidates: readonly Candidate[]): Candidate | null {
  let lowest: Candidate | null = null;
  for (const each of candidates) if (lowest === null || each.value < lowest.value) lowest = each;
  return lowest;
}
