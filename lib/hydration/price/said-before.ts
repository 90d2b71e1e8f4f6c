import { crossesOutBefore } from './crosses';
import type { Token } from './tokens';
import * as words from './words';

/** What an amount is; `none`: something else than what the product costs now. */
export type Role = 'price' | 'now' | 'list' | 'bulk' | 'near' | 'variant' | 'unsaid' | 'other' | 'fee' | 'none';

/** Nothing has said yet that it is a price, or that it is none. */
export const isOpen = (role: Role): boolean => role === 'unsaid' || role === 'other' || role === 'near';

const BREAKS = new Set([',', ';', '!', '?', '|', '•', '·', ')', '&', '+', '✓', '✔', '✅']);
/** How many tokens back a label may stand, with nothing but its kind between. */
const REACH = 12;
const PLACES = new Set(['within', 'in', 'outside', 'around', 'to', 'ndani', 'nje', 'ya', 'for', 'kwa']);

/** The label that a number follows, over what may stand between: `Price: 👉 only`, `Delivery within CBD is`. */
export function saidBefore(tokens: readonly Token[], first: number, isLarge: boolean, isRange: boolean): Role {
  let said: Role = 'unsaid';
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
    if (token.text === 'friday' && tokens[at - 1]?.text === 'black') return 'now';
    if (isLarge && words.PRODUCTS_TOO.has(token.text)) continue;
    const label = words.labelOf(token.text);
    // Price per piece 1500.
    if (label !== 'fee' && words.SOLD_BY.has(token.text) && tokens[at - 1]?.text === 'per') continue;
    // Extra laces 100.
    if ((label === undefined || label === 'other') && /^(?:extra|spare|additional)$/.test(tokens[at - 1]?.text ?? ''))
      return 'fee';
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
    // 1 day old 100.
    if (label === 'old' && words.TIMES.has(tokens[at - 1]?.text ?? '')) continue;
    if (label === 'old' && (words.labelOf(later) === 'price' || (said === 'unsaid' && isPast(token.text))))
      return 'none';
    if (label === 'list' && (said === 'unsaid' || said === 'price')) said = 'list';
    if (label === 'bulk') said = 'bulk';
    if (label === 'change' && said === 'unsaid') said = 'now';
    if ((label === 'price' || label === 'now') && (said === 'unsaid' || said === 'near')) said = label;
    if (label === 'near' && said === 'unsaid') said = 'near';
    // Get it for 1500.
    if (label === 'other' && said === 'near' && /^(?:get|buy)$/.test(token.text)) break;
    if (label === 'other' && (said === 'unsaid' || said === 'near')) said = 'other';
    if (label === 'other') break;
    if (token.kind === 'word') later = token.text;
  }
  return said;
}

/** `Price;2500` is one word and `Price; 2500` meant so, `Shoes; 2500` is not. */
const isBreak = (tokens: readonly Token[], at: number): boolean =>
  !(tokens[at]?.text === ';' && words.labelOf(tokens[at - 1]?.text ?? '') === 'price') &&
  BREAKS.has(tokens[at]?.text ?? '') &&
  (tokens[at]?.spaced === true || tokens[at + 1]?.spaced !== false);

const isPast = (word: string): boolean => word === 'old' || word === 'previous' || word === 'former';

/** Free delivery, delivery free, pay on delivery, extra large, a budget price: nothing else to pay. */
function isNoFee(tokens: readonly Token[], at: number, later: string): boolean {
  const before = tokens[at - 1]?.text ?? '';
  if (words.labelOf(before) === 'less' || before === 'on' || before === 'upon' || before === 'no') return true;
  // A stay's price by the day, no instalment.
  if (/^(?:daily|weekly)$/.test(tokens[at]?.text ?? '') && tokens.some(({ text }) => words.HIRES.has(text)))
    return true;
  if (tokens[at]?.text === 'budget' && words.labelOf(later) === 'price') return true;
  return tokens[at]?.text === 'extra' && /^(?:large|small|big|long|wide|xl)$/.test(later);
}

/** `Bei:` or `Lipa na Mpesa`, and the number on the next line. */
function saidOnLineBefore(tokens: readonly Token[], line: number): Role {
  let at = line - 1;
  while (at > line - 4 && tokens[at]?.kind === 'sign' && !BREAKS.has(tokens[at]?.text ?? '')) at -= 1;
  const text = tokens[at]?.text ?? '';
  if (words.HEADS_NUMBER.has(text)) return 'other';
  const label = words.labelOf(text);
  return label === 'price' || label === 'now' ? label : 'unsaid';
}

const ABBREVIATED = /^(?:nos?|est|ref|acc|acct|tel|sz|vol|ver)$/;
/** A full stop, not the point of `Ksh.`, `Price.` or `No.`. */
function isEndOfSentence(tokens: readonly Token[], at: number): boolean {
  if (tokens[at + 1]?.spaced !== true || tokens[at]?.spaced === true) return false;
  const label = words.labelOf(tokens[at - 1]?.text ?? '');
  return !(label === 'price' || label === 'now' || ABBREVIATED.test(tokens[at - 1]?.text ?? ''));
}
