import { currencyOf, currencyOfPhone, groupsWithSpaces, mistypedCurrencyOf, standsAfter } from './currencies';
import { MULTIPLIERS, numberOf } from './numbers';
import type { Token } from './tokens';
import { isPicture, labelOf, NATIONS, SOLD_BY, UNITS } from './words';

/** A number with all that belongs to it: `Ksh 3,500/=`, `3-5k`, `UGX 1.2M`. */
export interface Amount {
  /** Of a range, its lower end. */
  value: number;
  /** ISO 4217, as written beside it; null where none is. */
  currency: string | null;
  /** `/=` and its kin: `=` alone may be an equals sign. */
  mark: '' | '=' | '/=';
  isScaled: boolean;
  isGrouped: boolean;
  isRange: boolean;
  /** Its tokens, from the currency before it to the one after it. */
  first: number;
  last: number;
  /** The first token of the number itself. */
  number: number;
}

const CONNECTING = new Set([
  '→',
  '➜',
  '»',
  '›',
  '|',
  '•',
  '.',
  ':',
  '=',
  '/',
  '-',
  '–',
  '—',
  '(',
  ')',
  '>',
  ',',
  '~',
  ';',
]);
const MAX_CONNECTING = 3;
/** 1 250 000 000 */
const MAX_GROUPS = 3;

/** The amount that begins with the number at a token; null where the number has no sound value. */
export function amountAt(tokens: readonly Token[], at: number, phone: string): Amount | null {
  const before = currencyBefore(tokens, at, phone);
  if (isMangled(tokens, at, before !== null)) return null;
  const end = endOfGroups(tokens, at, before, phone);
  if (end === null) return null;
  let last = end;
  const next = tokens[last + 1];
  const multiplier = next?.kind === 'word' ? MULTIPLIERS.get(next.text) : undefined;
  const isScaled = multiplier !== undefined && scales(tokens, last, before !== null);
  if (isScaled) last += 1;
  let mark: Amount['mark'] = '';
  const marked = tokens[last + 1];
  if (marked?.kind === 'mark') {
    mark = marked.text === '=' ? '=' : '/=';
    last += 1;
  }
  // 250 Ghana cedis
  if (NATIONS.has(tokens[last + 1]?.text ?? '') && standsAfter(tokens[last + 2]?.text ?? '')) last += 1;
  const after = before === null ? currencyAfter(tokens, last, phone) : null;
  if (after !== null) last += 1;
  else if (before !== null && sameCurrencyAgain(tokens, last, before.currency, phone)) last += 1;
  // 1500 KES/=
  if (mark === '' && after !== null && tokens[last + 1]?.kind === 'mark') {
    mark = '/=';
    last += 1;
  }
  const currency = before?.currency ?? after;
  const written = tokens.slice(at, end + 1).flatMap((token) => (token.kind === 'number' ? [token.raw] : []));
  const value = numberOf(written.join(' '), currency ?? currencyOfPhone(phone));
  if (value === null || isBroken(tokens, last, value)) return null;
  const times = isScaled ? (multiplier ?? 1) : 1;
  return {
    value: value * times,
    currency,
    mark,
    isScaled: isScaled || tokens[at]?.isSpoken === true,
    isGrouped: times === 1 && /^\d{1,3}(?:,\d{2,3})+(?!\d)/.test(written.join(' ')),
    isRange: false,
    first: before?.at ?? at,
    last,
    number: at,
  };
}

/** Ksh 3, 500: a group that has come off. */
function isBroken(tokens: readonly Token[], last: number, value: number): boolean {
  const [separator, group, after] = [tokens[last + 1], tokens[last + 2], tokens[last + 3]];
  if (value >= 100 || !/^[.,]+$/.test(separator?.text ?? '')) return false;
  return group?.kind === 'number' && /^\d{3}$/.test(group.text) && !isUnit(after);
}

/** Ksh 3 5,000: which of the two, or both? */
function isMangled(tokens: readonly Token[], at: number, hasCurrency: boolean): boolean {
  const [stray, full] = hasCurrency ? [tokens[at], tokens[at + 1]] : [tokens[at - 1], tokens[at]];
  const opens = hasCurrency || MONEY.test(tokens[at - 2]?.text ?? '');
  return opens && /^\d$/.test(stray?.text ?? '') && full?.kind === 'number' && /^\d{1,3},\d{3}/.test(full.text);
}

const MONEY = /^(?:kshs?|kes|sh|shs|[.:])$/;

/** 5k, never 24 k of gold; 1.2M where it is money: with its currency, or as capitals. */
function scales(tokens: readonly Token[], last: number, hasCurrency: boolean): boolean {
  const word = tokens[last + 1];
  const after = tokens[last + 2];
  if (word === undefined) return false;
  if (word.text === 'm') {
    const isMoney = hasCurrency || after?.kind === 'mark' || (word.raw === 'M' && !word.spaced);
    return isMoney && !(after?.kind === 'number' && !after.spaced);
  }
  return !(word.text === 'k' && after !== undefined && !after.spaced && after.kind === 'number');
}

/** The last token of a number whose thousands stand apart, `1 250 000`; null where it cannot be told from a list. */
function endOfGroups(
  tokens: readonly Token[],
  at: number,
  before: { currency: string } | null,
  phone: string,
): number | null {
  const first = tokens[at];
  if ((before !== null || isPriceLabel(tokens, at)) && isParted(tokens, at)) return at + 2;
  if (first === undefined || first.isSpoken || !/^[1-9]\d{0,2}$/.test(first.text)) return at;
  let end = at;
  for (let next = tokens[end + 1]; isGroup(next, tokens[end]); next = tokens[end + 1]) {
    end += 1;
    // More of them are a list.
    if (end > at + MAX_GROUPS) return at;
    if (!/^\d{3}$/.test(next.text)) break;
  }
  // What follows a glued unit is a measure of its own: 3 500ml.
  const follows = tokens[end + 1];
  if (end > at && isUnit(follows) && !follows.spaced) end -= 1;
  if (end === at) return at;
  const previous = tokens[at - 1];
  if (previous?.kind === 'number' && at > 0 && first.spaced) return at;
  const groups = tokens.slice(at + 1, end + 1).map((token) => token.text.slice(0, 3));
  const isShort = first.text.length < 3;
  const isRound = groups.includes('000');
  if (isRound) return end;
  const after = before === null ? currencyAfter(tokens, end, phone) : null;
  const currency = before?.currency ?? after ?? null;
  if (before !== null) return isShort || groupsWithSpaces(currency) ? end : null;
  if (!isShort) return groups.length === 1 && groupsWithSpaces(currency) ? end : at;
  const opens = previous === undefined || previous.kind === 'line' || isPriceLabel(tokens, at);
  if (opens || (after !== null && groupsWithSpaces(after))) return end;
  const isOther = previous.kind === 'word' && labelOf(previous.text) === 'other';
  return isOther || previous.text === 'of' || (after === null && tokens[end + 1]?.kind !== 'mark') ? at : null;
}

/** `Ksh 3, 500`: a space too many. */
function isParted(tokens: readonly Token[], at: number): boolean {
  const [number, comma, group, after] = tokens.slice(at, at + 4);
  if (comma?.text !== ',' || comma.spaced === group?.spaced || after?.text === ',' || isUnit(after)) return false;
  return /^[1-9]\d?$/.test(number?.text ?? '') && group?.kind === 'number' && /^\d{3}$/.test(group.text);
}

const isGroup = (token: Token | undefined, previous: Token | undefined): token is Token =>
  token?.kind === 'number' &&
  token.spaced &&
  token.from - (previous?.end ?? 0) === 1 &&
  /^\d{3}(?:[.,]\d{1,2})?$/.test(token.text);

/** Whether a number follows `Price:` or `Bei ni`. */
export function isPriceLabel(tokens: readonly Token[], at: number): boolean {
  let back = at - 1;
  while (back > at - 4 && (CONNECTING.has(tokens[back]?.text ?? '') || labelOf(tokens[back]?.text ?? '') === 'filler'))
    back -= 1;
  const label = labelOf(tokens[back]?.text ?? '');
  return label === 'price' || label === 'now';
}

const LEAST_ROUND = 100;

/** As bare prices are written; no year. */
export const isRoundPrice = ({ value }: Amount): boolean =>
  value >= LEAST_ROUND && value % 10 === 0 && !/^20[0-3]\d$/.test(String(value));

export const isUnit = (token: Token | undefined): token is Token => token?.kind === 'word' && UNITS.has(token.text);

/** The currency that a number follows, if it is not the one of a number before: `Size 42 KES 3,500`. */
function currencyBefore(tokens: readonly Token[], at: number, phone: string): { currency: string; at: number } | null {
  let back = at - 1;
  for (let left = MAX_CONNECTING; left > 0 && connects(tokens[back]); left -= 1) back -= 1;
  const token = tokens[back];
  if (token?.kind !== 'word') return null;
  const isLong = /^\d{3}|^\d{1,2},\d{3}/.test(tokens[at]?.text ?? '');
  const currency = currencyOf(token.raw, phone) ?? (isLong ? mistypedCurrencyOf(token.text, phone) : null);
  // A wig: Bob 4,500.
  if (token.text === 'bob' && (tokens[back - 1]?.kind ?? 'line') === 'line' && isLong) return null;
  if (currency === null || isInWord(tokens, back) || belongsBack(tokens, back, at)) return null;
  return { currency, at: back };
}

const connects = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.kind === 'line' || token.kind === 'mark' || CONNECTING.has(token.text.charAt(0)) || isPicture(token.text));

const OPENING = /^[:@=("'[>*]/;

/** A letter that is a currency stands alone: not in A-R15 or Size-K5. */
const isInWord = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.text.length === 1 &&
  /^\p{L}/u.test(tokens[at].text) &&
  !tokens[at].spaced &&
  !OPENING.test(tokens[at - 1]?.text ?? '') &&
  !isPicture(tokens[at - 1]?.text ?? '');

/** Whether a currency between two numbers is that of the one before it. */
function belongsBack(tokens: readonly Token[], at: number, next: number): boolean {
  let back = at - 1;
  if (tokens[back]?.kind === 'mark') back -= 1;
  if (tokens[back]?.kind === 'word' && MULTIPLIERS.has(tokens[back]?.text ?? '')) back -= 1;
  if (tokens[back]?.kind !== 'number') return false;
  if (standsAfter(tokens[at]?.text ?? '')) return true;
  const isNear = tokens[at]?.spaced === false;
  const isNearNext = next === at + 1 && tokens[next]?.spaced === false;
  if (isNear !== isNearNext) return isNear;
  if (tokens.slice(at + 1, next).some((token) => token.kind === 'line')) return true;
  return isUnit(tokens[next + 1]) && !SOLD_BY.has(tokens[next + 1]?.text ?? '');
}

function currencyAfter(tokens: readonly Token[], last: number, phone: string): string | null {
  const token = tokens[last + 1];
  if (token?.kind !== 'word') return null;
  const currency = currencyOf(token.raw, phone);
  if (currency === null || (token.text.length === 1 && /[a-eg-z]/.test(token.text))) return null;
  if (standsAfter(token.text)) return currency;
  let next = last + 2;
  for (let left = MAX_CONNECTING; left > 0 && connects(tokens[next]); left -= 1) next += 1;
  const owned = tokens[next]?.kind === 'number' && !belongsBack(tokens, last + 1, next);
  return owned ? null : currency;
}

/** KES 1500 bob: said twice. */
function sameCurrencyAgain(tokens: readonly Token[], last: number, currency: string, phone: string): boolean {
  const token = tokens[last + 1];
  return token?.kind === 'word' && standsAfter(token.text) && currencyOf(token.raw, phone) === currency;
}
