import { type Amount, isRoundPrice } from './amounts';
import type { Judged } from './names';
import { isOpen } from './said-before';
import type { Token } from './tokens';
import { MODELS, UNITS } from './words';

/** A price falls by less. */
const MOST_FALLEN = 3;

/** What a second amount, told right behind a first, makes of that one: `1200 from 1500`, `2200 (2500 delivered)`. */
export function weighAfterthoughts(
  tokens: readonly Token[],
  judged: readonly Judged[],
  asides: ReadonlySet<Amount>,
): void {
  for (const [at, second] of judged.entries()) {
    const first = judged[at - 1];
    if (first === undefined || !isPlain(tokens, first)) continue;
    if (isFallenFrom(tokens, first.amount, second.amount) && isOpen(second.context.role)) {
      if (isOpen(first.context.role)) first.context.role = 'now';
      second.context.role = 'none';
    } else if (
      asides.has(second.amount) &&
      isUnsure(first) &&
      isUnsure(second) &&
      explains(tokens, first.amount, second.amount) &&
      (opensLine(tokens, first.amount) || followsMeasured(tokens, first.amount))
    ) {
      first.context.role = 'price';
      second.context.role = 'none';
    }
  }
}

const isUnsure = ({ context: { role } }: Judged): boolean => isOpen(role) || role === 'variant';

function isPlain(tokens: readonly Token[], { amount, context }: Judged): boolean {
  if (!isOpen(context.role) && !/^(?:price|now|variant)$/.test(context.role)) return false;
  return isRoundPrice(amount) && !MODELS.has(tokens[amount.first - 1]?.text ?? '');
}

/** `1,200 from 1,500`, on one line. */
function isFallenFrom(tokens: readonly Token[], now: Amount, before: Amount): boolean {
  if (before.first !== now.last + 2 || !/^(?:from|kutoka|toka)$/.test(tokens[now.last + 1]?.text ?? '')) return false;
  return before.value > now.value && before.value <= now.value * MOST_FALLEN;
}

/** In brackets right behind it, with words: what it comes to by the yard, or delivered. */
function explains(tokens: readonly Token[], first: Amount, second: Amount): boolean {
  if (tokens[first.last + 1]?.text !== '(' || second.first !== first.last + 2) return false;
  return /^(?:per|each|delivered|with|inc|including|incl|kwa|kila|\/)$/.test(tokens[second.last + 1]?.text ?? '');
}

const opensLine = (tokens: readonly Token[], { first }: Amount): boolean =>
  first === 0 || tokens[first - 1]?.kind === 'line';

/** `6 yards 2500`. */
const followsMeasured = (tokens: readonly Token[], { first }: Amount): boolean =>
  UNITS.has(tokens[first - 1]?.text ?? '') && tokens[first - 2]?.kind === 'number';
