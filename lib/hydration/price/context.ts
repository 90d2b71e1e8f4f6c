import type { Amount } from './amounts';
import { crossesOutBefore, isTicked } from './crosses';
import type { Token } from './tokens';
import { followsSizes, isForSeveral, isOneOfSeveral, isOnlyForSeveral, isVariant } from './variants';
import * as words from './words';

/** What stands around an amount says of it. */
export interface Context {
  /** `none`: something else than what the product costs now. */
  role: 'price' | 'now' | 'list' | 'bulk' | 'near' | 'variant' | 'unsaid' | 'other' | 'fee' | 'none';
  /** What follows closes a price: `only`, `each`, `/pc`. */
  isClosed: boolean;
  /** Nothing else of its clause follows. */
  endsClause: boolean;
  /** For a time, or for several: what is paid in the end may be another. */
  isPart: boolean;
  /** The only thing on its line. */
  isAlone: boolean;
  /** Follows a size, a capacity, a count: one of several variants. */
  isVariant: boolean;
}

const BREAKS = new Set([',', ';', '!', '?', '|', '•', '·', ')', '&', '+', '✓', '✔', '✅']);
/** How many tokens back a label may stand, with nothing but its kind between. */
const REACH = 12;
const PLACES = new Set(['within', 'in', 'outside', 'around', 'to', 'ndani', 'nje', 'ya', 'for', 'kwa']);

export function contextOf(tokens: readonly Token[], amount: Amount): Context {
  const hasMoney = amount.currency !== null || amount.mark === '/=';
  const said = saidOf(tokens, amount);
  const isPrice = said === 'price' || said === 'now' || said === 'list' || said === 'bulk';
  const follows = saidAfter(tokens, amount, hasMoney, hasMoney || isPrice);
  const struck = tokens[amount.number]?.struck === true;
  const isNone =
    struck ||
    follows.isNone ||
    isOneOfSeveral(tokens, amount.first) ||
    (!hasMoney && !amount.isScaled && isOnlyForSeveral(tokens, amount)) ||
    (!hasMoney && isPartOfWord(tokens, amount, isPrice));
  return {
    role: isNone ? 'none' : said,
    isClosed: follows.isClosed,
    endsClause: follows.endsClause,
    isPart: follows.isPart || isForSeveral(tokens, amount),
    isAlone: isAlone(tokens, amount),
    isVariant: isVariant(tokens, amount.first),
  };
}

function saidOf(tokens: readonly Token[], amount: Amount): Context['role'] {
  const isLarge = amount.isGrouped || amount.isScaled || amount.mark === '=';
  if (isTicked(tokens, amount)) return 'now';
  const said = saidBefore(tokens, amount.first, isLarge, amount.isRange);
  // Sizes are no thousands.
  return said === 'other' && amount.isGrouped && followsSizes(tokens, amount.first) ? 'unsaid' : said;
}

/** The label that a number follows, over what may stand between: `Price: 👉 only`, `Delivery within CBD is`. */
function saidBefore(tokens: readonly Token[], first: number, isLarge: boolean, isRange: boolean): Context['role'] {
  let said: Context['role'] = 'unsaid';
  let later = '';
  let overStruck = false;
  for (let at = first - 1; at >= 0 && at >= first - REACH; at -= 1) {
    const token = tokens[at];
    if (token?.struck) {
      if (said === 'unsaid') said = 'now';
      overStruck = true;
      continue;
    }
    if (token?.text === '%' && tokens[at - 1]?.kind === 'number') {
      at -= 1;
      continue;
    }
    if (token === undefined || token.kind === 'number' || isBreak(tokens, at)) break;
    if (token.kind === 'line') return said === 'unsaid' ? saidOnLineBefore(tokens, at) : said;
    if (token.text === '.' && isEndOfSentence(tokens, at)) break;
    if (isLarge && words.PRODUCTS_TOO.has(token.text)) continue;
    const label = words.labelOf(token.text);
    if (label === undefined && token.kind === 'word' && !PLACES.has(tokens[at - 1]?.text ?? '')) break;
    if (label === 'less') break;
    if (words.UNITS.has(token.text) && tokens[at - 1]?.kind === 'number') break;
    if (token.text === '❌' && crossesOutBefore(tokens, at)) break;
    if (label === 'fee' && isNoFee(tokens, at, later)) break;
    if (label === 'fee') return 'fee';
    // Was ~5000~ 3500: said of what is struck out.
    if (overStruck && label !== undefined && label !== 'price' && label !== 'filler') break;
    if (label === 'limit' && said === 'list') return 'price';
    if (label === 'limit' || label === 'off') return 'none';
    if (label === 'was' && (said === 'unsaid' || said === 'price' || said === 'near')) return 'none';
    if (label === 'change' && later === 'from') return isRange ? 'now' : 'none';
    if (label === 'old' && (words.labelOf(later) === 'price' || (said === 'unsaid' && isPast(token.text))))
      return 'none';
    if (label === 'list' && (said === 'unsaid' || said === 'price')) said = 'list';
    if (label === 'bulk') said = 'bulk';
    if (label === 'change' && said === 'unsaid') said = 'now';
    if ((label === 'price' || label === 'now') && (said === 'unsaid' || said === 'near')) said = label;
    if (label === 'near' && said === 'unsaid') said = 'near';
    if (label === 'other' && (said === 'unsaid' || said === 'near')) said = 'other';
    if (label === 'other') break;
    if (token.kind === 'word') later = token.text;
  }
  return said;
}

/** `Price;2500` is one word, `Shoes; 2500` is not. */
const isBreak = (tokens: readonly Token[], at: number): boolean =>
  BREAKS.has(tokens[at]?.text ?? '') && (tokens[at]?.spaced === true || tokens[at + 1]?.spaced !== false);

const isPast = (word: string): boolean => word === 'old' || word === 'previous' || word === 'former';

/** Free delivery, delivery free, pay on delivery, extra large, a budget price: nothing else to pay. */
function isNoFee(tokens: readonly Token[], at: number, later: string): boolean {
  const before = tokens[at - 1]?.text ?? '';
  if (words.labelOf(before) === 'less' || before === 'on' || before === 'upon' || before === 'no') return true;
  if (tokens[at]?.text === 'budget' && words.labelOf(later) === 'price') return true;
  return tokens[at]?.text === 'extra' && /^(?:large|small|big|long|wide|xl)$/.test(later);
}

/** `Bei:` or `Lipa na Mpesa`, and the number on the next line. */
function saidOnLineBefore(tokens: readonly Token[], line: number): Context['role'] {
  let at = line - 1;
  while (at > line - 4 && tokens[at]?.kind === 'sign' && !BREAKS.has(tokens[at]?.text ?? '')) at -= 1;
  const text = tokens[at]?.text ?? '';
  if (words.UNITS.has(text) && tokens[at - 1]?.kind === 'number') return 'unsaid';
  const label = words.labelOf(text);
  return label === 'price' || label === 'now' || label === 'other' ? label : 'unsaid';
}

const ABBREVIATED = /^(?:nos?|est|ref|acc|acct|tel|sz|vol|ver)$/;
/** A full stop, not the point of `Ksh.`, `Price.` or `No.`. */
function isEndOfSentence(tokens: readonly Token[], at: number): boolean {
  if (tokens[at + 1]?.spaced !== true || tokens[at]?.spaced === true) return false;
  const label = words.labelOf(tokens[at - 1]?.text ?? '');
  return !(label === 'price' || label === 'now' || ABBREVIATED.test(tokens[at - 1]?.text ?? ''));
}

interface After {
  isNone: boolean;
  isClosed: boolean;
  endsClause: boolean;
  isPart: boolean;
}

function saidAfter(tokens: readonly Token[], amount: Amount, hasMoney: boolean, isMoney: boolean): After {
  let at = amount.last + 1;
  while (tokens[at]?.text === ')' || tokens[at]?.text === '~') at += 1;
  const [next, second, third] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  const none = { isNone: true, isClosed: false, endsClause: false, isPart: false };
  const said = { isNone: false, isClosed: false, endsClause: endsClause(tokens, at), isPart: false };
  if (next === undefined) return said;
  if (/^[%°″”′]/.test(next.text) || (next.text === '"' && amount.value <= 120 && !hasMoney)) return none;
  if (words.OFF_AFTER.has(next.text) || words.WAS_AFTER.has(next.text)) return none;
  if (next.text === '❌' && crossesOutBefore(tokens, at)) return none;
  if (next.text === 'in' && second?.text === 'stock' && !hasMoney) return none;
  if (isFee(next, second, third)) return none;
  if (next.text === '+' && !next.spaced && !hasMoney) return none;
  if (isOpenEnded(next, second)) return hasMoney ? said : none;
  if (next.text === '/' || next.text === 'per' || next.text === 'a' || next.text === 'kwa' || next.text === 'every')
    return afterPer(amount, isMoney, said, next, second, none);
  if (words.TIMES.has(next.text) && hasMoney) return { ...said, isPart: true };
  if (next.kind === 'word' && !next.spaced && !hasMoney && isForeign(next.text)) return none;
  if (words.UNITS.has(next.text) && isCounted(amount, next, hasMoney)) return none;
  if (!hasMoney && words.PUBLIC.has(second?.text ?? '') && next.kind === 'word') return none;
  const isNumber = second?.kind === 'number';
  if (!hasMoney && isNumber && (words.DIMENSION.has(next.text) || next.text === 'for')) return none;
  if (!hasMoney && isNumber && !next.spaced && !second.spaced && /^[-:–.*]$/.test(next.text)) return none;
  return { ...said, isClosed: words.CLOSERS.has(next.text) };
}

/** A word glued to a number that has nothing to do with prices: 13pro, 254shop. */
const isForeign = (word: string): boolean => !words.CLOSERS.has(word) && words.labelOf(word) === undefined;

function isCounted(amount: Amount, unit: Token, hasMoney: boolean): boolean {
  if (unit.spaced && /^(?:in|st|way|key|a|x|keys|street)$/.test(unit.text)) return false;
  if (!hasMoney) return true;
  return !unit.spaced && !words.SOLD_BY.has(unit.text) && amount.mark === '';
}

const isOpenEnded = (next: Token, second: Token | undefined): boolean =>
  (/^(?:and|na|or|&)$/.test(next.text) && words.OPEN_ENDED.has(second?.text ?? '')) || next.text === 'upwards';

/** 500 deposit; but 3500 delivery included, and 3500 delivery 200. */
function isFee(next: Token, second: Token | undefined, third: Token | undefined): boolean {
  if (/^(?:for|ya|kwa)$/.test(next.text)) return words.FEE_AFTER.has(second?.text ?? '') && third?.kind !== 'number';
  if (!words.FEE_AFTER.has(next.text)) return false;
  if (second === undefined || second.kind === 'line' || /^[.,;!)]$/.test(second.text)) return true;
  return /^(?:fees?|charges?|cost|only|required|payment|and|then|within|cbd|to|upfront|balance)$/.test(second.text);
}

function afterPer(
  amount: Amount,
  hasMoney: boolean,
  said: After,
  next: Token,
  second: Token | undefined,
  none: After,
): After {
  const isPart = words.TIMES.has(second?.text ?? '');
  if (second?.kind === 'word' && words.SOLD_BY.has(second.text) && amount.value >= 20)
    return { ...said, isClosed: true, isPart };
  if (next.text !== '/') return { ...said, isClosed: next.text === 'per', isPart };
  if (second?.kind === 'number' && !second.spaced) return hasMoney ? said : none;
  const isOpen = second === undefined || second.spaced || second.kind === 'line';
  return { ...said, isClosed: isOpen && amount.value >= 50 && !next.spaced };
}

function endsClause(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at];
  return next === undefined || next.kind === 'line' || /^[.,;!)|•]$/.test(next.text) || words.isPicture(next.text);
}

/** A52, F-150, 3/4, 10:30, +254: what is glued to a number makes it something else. */
function isPartOfWord(tokens: readonly Token[], { first, number }: Amount, isPrice: boolean): boolean {
  const token = tokens[first];
  const before = tokens[first - 1];
  if (first !== number || token === undefined || before === undefined) return false;
  const beyond = tokens[first - 2];
  if (words.DIMENSION.has(before.text) && beyond?.kind === 'number') return true;
  if (token.spaced) return before.text === '#';
  if (before.kind === 'word') return !isPrice || before.text === '#';
  if (before.text === '+' || before.text === '_') return true;
  if (!/^[-/:.–]$/.test(before.text) || before.spaced) return false;
  return beyond?.kind === 'number' || (before.text !== ':' && !isPrice);
}

function isAlone(tokens: readonly Token[], { first, last }: Amount): boolean {
  return isEdge(tokens, first - 1, -1) && isEdge(tokens, last + 1, 1);
}

function isEdge(tokens: readonly Token[], from: number, step: 1 | -1): boolean {
  let at = from;
  for (let left = 8; left > 0 && isDecoration(tokens[at]); left -= 1) at += step;
  return tokens[at] === undefined || tokens[at]?.kind === 'line';
}

const isDecoration = (token: Token | undefined): boolean =>
  token !== undefined && (token.struck || (token.kind === 'sign' && /^[^+#%/"”°]/.test(token.text)));
