import type { Amount } from './amounts';
import type { Token } from './tokens';
import { DASHES, FOR_SOMETHING_ELSE, labelOf, RANGE_WORDS } from './words';

const REACH = 14;

/** `Exchange accepted 45,000` says nothing of the amount. */
const TAKEN = /^(?:allowed|accepted|available|welcome|possible|considered|ok|name|inakubalika|big|money|on|every|it)$/;
const ENDS = /^(?:[,;.!?|•·(]|price|bei|now|sasa|cash|only|pekee|at|@)$/;

const UTILITIES = /^(?:water|maji|stima|electricity|tokens?)$/;

/** `Top up from iPhone X Ksh 15,000`, `Shinda 20,000`: somebody else's amount. */
export function isAside(tokens: readonly Token[], { first, last }: Amount): boolean {
  if (UTILITIES.test(tokens[first - 1]?.text ?? '') && tokens[last + 2]?.text === 'unit') return true;
  let isUpTo = false;
  for (let at = first - 1; at >= 0 && at >= first - REACH; at -= 1) {
    const token = tokens[at];
    if (token === undefined || token.kind === 'line' || token.kind === 'mark') return false;
    const isLower = RANGE_WORDS.has(tokens[at + 1]?.text ?? '') || DASHES.has(tokens[at + 1]?.text ?? '');
    if (token.kind === 'number' && !isLower && !/^\d{1,2}$/.test(token.text)) return false;
    if (RANGE_WORDS.has(token.text) || token.text === 'upto') isUpTo = true;
    if (isUpTo && /^(?:maongezi|mapatano|bargain|bargaining|negotiable|neg|nego)$/.test(token.text)) return true;
    if (token.text === 'top' && tokens[at + 1]?.text === 'up') return true;
    if (token.text === 'top' && tokens[at + 1]?.text === '-' && tokens[at + 2]?.text === 'up') return true;
    if (FOR_SOMETHING_ELSE.has(token.text)) return !TAKEN.test(tokens[at + 1]?.text ?? '');
    if (ENDS.test(token.text)) return false;
    if (labelOf(token.text) === 'price') return false;
  }
  return false;
}

/** In brackets after another amount: `Ksh 5,500 per roll (Ksh 300 per yard)`, `85,000 complete (bed 40,000, ...)`. */
export function inBrackets(tokens: readonly Token[], amounts: readonly Amount[]): ReadonlySet<Amount> {
  const found = new Set<Amount>();
  let opened = -1;
  let from = 0;
  for (const [at, amount] of amounts.entries()) {
    for (; from < amount.first; from += 1) {
      if (tokens[from]?.text === '(') opened = from;
      else if (tokens[from]?.text === ')') opened = -1;
    }
    if (opened !== -1 && at > 0 && isSameMoney(amount, amounts[at - 1]) && !isLast(tokens, amount)) found.add(amount);
  }
  return found;
}

/** `$25 (KES 3,250)` says one price twice. */
const isSameMoney = (amount: Amount, before: Amount | undefined): boolean =>
  amount.currency === null || !before?.currency || before.currency === amount.currency;

/** `Ksh 4,500 (4,000 last)`. */
const isLast = (tokens: readonly Token[], { last }: Amount): boolean =>
  /^(?:last|final|mwisho|now|sasa|offer|cash)$/.test(tokens[last + 1]?.text ?? '');
