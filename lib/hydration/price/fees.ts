import type { Amount } from './amounts';
import type { Token } from './tokens';
import { PLACE_NAMES } from './words';

/** Whether an amount goes on with the fees of the one before it: `Delivery 100/= CBD, 300/= upcountry`. */
export function isFurtherFee(tokens: readonly Token[], fee: Amount, amount: Amount): boolean {
  const between = tokens.slice(fee.last + 1, amount.first);
  if (between.length > 8 || between.some(({ kind, text }) => kind === 'line' || text === '.')) return false;
  const isPlace = (token: Token | undefined): boolean => PLACE_NAMES.has(token?.text ?? '');
  const own = between.slice(between.findLastIndex(({ kind }) => kind === 'sign') + 1);
  const isOfPlaces = between.every(
    (token) => token.kind === 'sign' || isPlace(token) || /^(?:and|na|to)$/.test(token.text),
  );
  return isOfPlaces && (isPlace(tokens[amount.last + 1]) || own.some(isPlace));
}

/** Whether an amount is told for a place alone: `Within Nairobi @200`, `CBD Ksh 100`: most likely to bring it there. */
export function isOfPlace(tokens: readonly Token[], { first }: Amount): boolean {
  let hasPlace = false;
  for (let at = first - 1; at >= first - 8; at -= 1) {
    const token = tokens[at];
    if (token === undefined || token.kind === 'line' || token.text === ',') return hasPlace;
    if (PLACE_NAMES.has(token.text)) hasPlace = true;
    else if (
      token.kind !== 'sign' &&
      !/^(?:@|at|is|ni|kwa|for|to|in|and|na|cost|costs|same|day|from)$/.test(token.text)
    )
      return false;
  }
  return false;
}
