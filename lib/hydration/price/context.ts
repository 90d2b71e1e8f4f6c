import type { Amount } from './amounts';
import { isAside } from './asides';
import { isTicked } from './crosses';
import { isOfPlace } from './fees';
import { saidAfter } from './said-after';
import { type Role, saidBefore } from './said-before';
import type { Token } from './tokens';
import {
  followsSizes,
  isEachTime,
  isForSeveral,
  isOneOfSeveral,
  isOnlyForSeveral,
  isVariant,
  isWithout,
  perPart,
} from './variants';
import * as words from './words';

/** What stands around an amount says of it. */
export interface Context {
  role: Role;
  /** What follows closes a price: `only`, `each`, `/pc`. */
  isClosed: boolean;
  /** Nothing else of its clause follows. */
  endsClause: boolean;
  /** For a time, or for several: what is paid in the end may be another. */
  isPart: boolean;
  /** The only thing on its line. */
  isAlone: boolean;
  /** First on its line, and the name of something else does not follow. */
  opensLine: boolean;
  /** Follows a size, a capacity, a count: one of several variants. */
  isVariant: boolean;
}

export function contextOf(tokens: readonly Token[], amount: Amount): Context {
  const hasMoney = amount.currency !== null || amount.mark === '/=';
  const said = saidOf(tokens, amount);
  const isPrice = said === 'price' || said === 'now' || said === 'list' || said === 'bulk';
  const follows = saidAfter(tokens, amount, hasMoney, hasMoney || isPrice);
  const struck = tokens[amount.number]?.struck === true;
  const part = perPart(tokens, amount);
  const isNone =
    struck ||
    follows.isNone ||
    isOneOfSeveral(tokens, amount.first) ||
    (!hasMoney && !amount.isScaled && isOnlyForSeveral(tokens, amount)) ||
    (!hasMoney && isPartOfWord(tokens, amount, isPrice));
  return {
    role: isNone
      ? 'none'
      : (said === 'unsaid' && part === 'share') || (/^(?:unsaid|price)$/.test(said) && follows.isBulk)
        ? 'bulk'
        : said === 'unsaid' && follows.isCash
          ? 'price'
          : said,
    isClosed: follows.isClosed,
    endsClause: follows.endsClause,
    isPart:
      follows.isPart ||
      isForSeveral(tokens, amount) ||
      isOfPlace(tokens, amount) ||
      isEachTime(tokens, amount.first) ||
      isWithout(tokens, amount.first),
    isAlone: isAlone(tokens, amount),
    opensLine: opensLine(tokens, amount, follows.endsClause),
    isVariant: isVariant(tokens, amount.first),
  };
}

function saidOf(tokens: readonly Token[], amount: Amount): Role {
  const isLarge = amount.isGrouped || amount.isScaled || amount.mark === '=';
  if (isTicked(tokens, amount)) return 'now';
  if (isAside(tokens, amount)) return 'fee';
  const said = saidBefore(tokens, amount.first, isLarge, amount.isRange);
  // Sizes are no thousands.
  return said === 'other' && amount.isGrouped && followsSizes(tokens, amount.first) ? 'unsaid' : said;
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

const opensLine = (tokens: readonly Token[], { first, last }: Amount, endsClause: boolean): boolean =>
  tokens[first - 1]?.kind === 'line' && (endsClause || tokens[last + 1]?.text === '+');

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
