import { type Amount, amountAt, isPriceLabel, isUnit } from './amounts';
import { currencyOf } from './currencies';
import { numberOf } from './numbers';
import type { Token } from './tokens';
import { ARROWS, DASHES, OFF_AFTER, RANGE_WORDS } from './words';

/** The numbers of a text that have a sound value, each with the currency that is its own. Linear in the tokens. */
export function amountsIn(tokens: readonly Token[], phone: string): Amount[] {
  const amounts: Amount[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (tokens[at]?.kind !== 'number') continue;
    const one = amountAt(tokens, at, phone);
    if (one === null) continue;
    const range = rangeFrom(tokens, one, phone);
    if (range !== 'unclear') amounts.push(range.amount);
    at = range === 'unclear' ? one.last : range.amount.last;
  }
  return amounts;
}

interface Range {
  amount: Amount;
}

/** `1,200 - 1,500`, `3-5k`: what a dash joins; not a name and its price, `iPhone 13 - KSh 100,000`. */
function rangeFrom(tokens: readonly Token[], low: Amount, phone: string): Range | 'unclear' {
  const alone = { amount: low };
  const join = tokens[low.last + 1];
  if (join === undefined || !joins(tokens, low, join)) return alone;
  const isArrow = arrowAt(tokens, low.last + 1) > 0;
  let at = low.last + 1 + Math.max(1, arrowAt(tokens, low.last + 1));
  if (tokens[at]?.kind === 'word' && currencyOf(tokens[at]?.raw ?? '', phone) !== null) at += 1;
  if (['.', ':'].includes(tokens[at]?.text ?? '')) at += 1;
  if (tokens[at]?.kind !== 'number') return alone;
  const high = amountAt(tokens, at, phone);
  if (high === null || high.value === 0 || low.value === 0) return alone;
  if (isArrow) return high.value < low.value && low.value >= 100 ? { amount: { ...high, first: low.first } } : alone;
  // 2024-05-12, 36-38-40
  const beyond = tokens[high.last + 1];
  if (beyond !== undefined && DASHES.has(beyond.text) && tokens[high.last + 2]?.kind === 'number') return alone;
  if (low.currency !== null && high.currency !== null && low.currency !== high.currency) return alone;
  const isSure = low.currency !== null || low.mark !== '' || low.isScaled;
  if (!isSure && high.first < at) return alone;
  const isLoose = join.spaced && tokens[low.last + 2]?.spaced === true;
  const multiplier = sharedMultiplier(tokens, low, high);
  const [from, to] = [low.value * multiplier, high.value];
  if (!isSure && !isPriceLabel(tokens, low.first) && low.value < 50 && multiplier === 1) return alone;
  const most = multiplier > 1 && isLoose ? 2 : isSure ? 20 : 10;
  const isNear = Math.max(from, to) <= Math.min(from, to) * most;
  if (!isNear) return alone;
  const isAfterName = !isSure && isLoose && !isPriceLabel(tokens, low.first) && !opensLine(tokens, low.first);
  if (isAfterName && multiplier === 1 && !isLikePrice(low, high)) return alone;
  if (from > to && DASHES.has(join.text) && isTakenOff(beyond)) return alone;
  if (!isSure && from > to && DASHES.has(join.text) && high.mark + (high.currency ?? '') !== '') return alone;
  if (isUnit(tokens[high.last + 1]) && high.currency === null && high.mark === '') return alone;
  // Sofa 7 - 12k: a name, or from 7,000?
  if (multiplier > 1 && isAfterName) return 'unclear';
  return {
    amount: {
      ...low,
      value: Math.min(from, to),
      currency: low.currency ?? high.currency,
      mark: low.mark || high.mark,
      isScaled: low.isScaled || high.isScaled,
      isRange: true,
      last: high.last,
    },
  };
}

/** 3000 - 500 = 2500, 35,000 - 2,000 off. */
const isTakenOff = (next: Token | undefined): boolean => next?.text === '=' || OFF_AFTER.has(next?.text ?? '');

/** A dash, `to`, an arrow from the price that was to the one that is, the `and` of `between 1500 and 2000`. */
function joins(tokens: readonly Token[], low: Amount, join: Token): boolean {
  if (DASHES.has(join.text) || RANGE_WORDS.has(join.text) || arrowAt(tokens, low.last + 1) > 0) return true;
  const before = tokens.slice(Math.max(0, low.first - 2), low.first).map(({ text }) => text);
  return (join.text === 'and' || join.text === 'na') && (before.includes('between') || before.includes('kati'));
}

/** How many tokens an arrow has: `➡️`, `->`. */
function arrowAt(tokens: readonly Token[], at: number): number {
  const [text, next] = [tokens[at]?.text ?? '', tokens[at + 1]?.text ?? ''];
  if (ARROWS.has(text)) return 1;
  return /^[-=–—]$/.test(text) && next === '>' ? 2 : 0;
}

/** Yeezy 350 - 3,000 and Nokia 3310 - 5000 are names; Shoes 1,200 - 1,500 is a range. */
function isLikePrice(low: Amount, high: Amount): boolean {
  const isWrittenAlike = low.isGrouped === high.isGrouped || low.value < 1000;
  return isWrittenAlike && low.value % 50 === 0 && high.value <= low.value * 3;
}

const opensLine = (tokens: readonly Token[], at: number): boolean => at === 0 || tokens[at - 1]?.kind === 'line';

/** 3-5k is 3,000 to 5,000. */
function sharedMultiplier(tokens: readonly Token[], low: Amount, high: Amount): number {
  if (!high.isScaled || low.isScaled || low.value >= 1000) return 1;
  const [number] = tokens.slice(high.number, high.number + 1);
  const written = numberOf(number?.raw ?? '', null);
  return written !== null && written > 0 && low.value < written ? high.value / written : 1;
}
