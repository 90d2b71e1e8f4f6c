import type { Amount } from './amounts';
import { crossesOutBefore } from './crosses';
import type { Token } from './tokens';
import * as words from './words';

/** What stands behind an amount says of it. */
export interface After {
  isNone: boolean;
  isClosed: boolean;
  endsClause: boolean;
  isPart: boolean;
  isBulk?: boolean;
  isCash?: boolean;
}

export function saidAfter(tokens: readonly Token[], amount: Amount, hasMoney: boolean, isMoney: boolean): After {
  let at = amount.last + 1;
  while (tokens[at]?.text === ')' || tokens[at]?.text === '~') at += 1;
  const [next, second, third] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  const none = { isNone: true, isClosed: false, endsClause: false, isPart: false };
  const said = { isNone: false, isClosed: false, endsClause: endsClause(tokens, at), isPart: false };
  if (next === undefined) return said;
  if (/^[%°″”′]/.test(next.text) || (next.text === '"' && amount.value <= 120 && !hasMoney)) return none;
  if (words.OFF_AFTER.has(next.text) || words.WAS_AFTER.has(next.text)) return none;
  if (next.text === '❌' && crossesOutBefore(tokens, at)) return none;
  if (/^(?:before|earlier|previously|formerly)$/.test(next.text) && (endsClause(tokens, at + 1) || isNow(second)))
    return none;
  if (
    /^(?:on|upon)$/.test(next.text) &&
    /^(?:delivery|collection|completion)$/.test(second?.text ?? '') &&
    hasDeposit(tokens)
  )
    return none;
  if (next.text === 'in' && second?.text === 'stock' && !hasMoney) return none;
  if (isFee(next, second, third)) return none;
  if (next.text === 'to' && second?.text === 'move') return none;
  // 3M in 12 months.
  if (/^(?:in|for|over)$/.test(next.text) && second?.kind === 'number' && words.TIMES.has(third?.text ?? ''))
    return { ...said, isPart: true };
  const isPlusFee = second?.kind === 'number' && words.FEE_AFTER.has(third?.text ?? '');
  if (next.text === '+' && !next.spaced && !hasMoney && !isPlusFee) return none;
  if (isOpenEnded(next, second)) return hasMoney ? said : none;
  if (next.text === '/' || next.text === 'per' || next.text === 'a' || next.text === 'kwa' || next.text === 'every')
    return afterPer(amount, isMoney || isNextSize(amount, second, third), said, next, second, none);
  if (next.text === 'kila' && words.TIMES.has(second?.text ?? ''))
    return afterPer(amount, isMoney, said, next, second, none);
  const isTime = hasMoney ? words.TIMES.has(next.text) : /^(?:daily|weekly|monthly)$/.test(next.text);
  if (isTime && (hasMoney || amount.value >= 1000)) return { ...said, isPart: true };
  if (next.kind === 'word' && !next.spaced && !hasMoney && isForeign(next.text)) return none;
  if (words.UNITS.has(next.text) && isCounted(amount, next, hasMoney)) return none;
  if (!hasMoney && words.PUBLIC.has(second?.text ?? '') && next.kind === 'word') return none;
  const isNumber = second?.kind === 'number';
  if (!hasMoney && isNumber && (words.DIMENSION.has(next.text) || next.text === 'for')) return none;
  if (!hasMoney && isNumber && !next.spaced && !second.spaced && /^[-:–.*]$/.test(next.text)) return none;
  return {
    ...said,
    isClosed: closes(tokens, at) || (isPlusFee && /^(?:\+|plus)$/.test(next.text)),
    isCash: next.text === 'cash',
    isBulk: isBulk(tokens, at),
  };
}

const isNow = (token: Token | undefined): boolean => words.labelOf(token?.text ?? '') === 'now';

const hasDeposit = (tokens: readonly Token[]): boolean => tokens.some(({ text }) => words.DEPOSITS.has(text));

/** `1200 wholesale`, `1200 (jumla kuanzia 6)`. */
const isBulk = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.text === '('
    ? words.labelOf(tokens[at + 1]?.text ?? '') === 'bulk' && tokens[at + 2]?.kind !== 'number'
    : words.labelOf(tokens[at]?.text ?? '') === 'bulk' && endsClause(tokens, at + 1);

/** `1500 only`, `1500 plus delivery`, `1500 (was 2000)`. */
function closes(tokens: readonly Token[], at: number): boolean {
  const [next, second] = [tokens[at]?.text ?? '', tokens[at + 1]?.text ?? ''];
  if (/^(?:with|plus|\+)$/.test(next)) return words.FEE_AFTER.has(second) || second === 'free';
  // Pedicure 800 both 1200: of the next.
  if (/^(?:both|price|bei|last|total|@)$/.test(next) && tokens[at + 1]?.kind === 'number') return false;
  return words.CLOSERS.has(next) || words.labelOf(next === '(' ? second : next) === 'was';
}

/** A word glued to a number that has nothing to do with prices: 13pro, 254shop. */
const isForeign = (word: string): boolean => !words.CLOSERS.has(word) && words.labelOf(word) === undefined;

function isCounted(amount: Amount, unit: Token, hasMoney: boolean): boolean {
  // 25k p.m.
  if (unit.text === 'pm' && amount.value >= 1000) return false;
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

/** 8GB 32k/16GB 36k, 4x6 2800/5x6 3000: the next size. */
const isNextSize = ({ value }: Amount, second: Token | undefined, third: Token | undefined): boolean =>
  value >= 1000 &&
  second?.kind === 'number' &&
  third?.spaced === false &&
  (words.UNITS.has(third.text) || words.DIMENSION.has(third.text));

function afterPer(
  amount: Amount,
  hasMoney: boolean,
  said: After,
  next: Token,
  second: Token | undefined,
  none: After,
): After {
  const isPart = words.TIMES.has(second?.text ?? '');
  const isBulk = words.labelOf(second?.text ?? '') === 'bulk';
  if (second?.kind === 'word' && words.SOLD_BY.has(second.text) && amount.value >= 20)
    return { ...said, isClosed: true, isPart, isBulk };
  if (next.text !== '/') return { ...said, isClosed: next.text === 'per', isPart };
  if (second?.kind === 'number' && !second.spaced) return hasMoney ? said : none;
  const isOpen = second === undefined || second.spaced || second.kind === 'line';
  return { ...said, isClosed: isOpen && amount.value >= 50 && !next.spaced };
}

function endsClause(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at];
  return next === undefined || next.kind === 'line' || /^[.,;!)|•]$/.test(next.text) || words.isPicture(next.text);
}
