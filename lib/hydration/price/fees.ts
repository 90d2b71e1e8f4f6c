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
