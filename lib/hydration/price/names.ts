import type { Amount } from './amounts';
import type { Context } from './context';
import type { Token } from './tokens';
import { followsMeasure } from './variants';
import { CAPACITIES, DASHES, labelOf, MODELS, PLACE_NAMES, SOFT_GOODS, SOLD_IN_MILLIONS, UNITS } from './words';

export interface Judged {
  amount: Amount;
  context: Context;
}

/**
 * The price that nothing but its place tells: `Handbag 2500`, `Air Force 1 - 2800`. Sellers write so often, and name
 * models and contents so too (`Peugeot 504`, `Dettol 500`): it must be round, the only such number, end what is said,
 * and follow a dash, stand with a product that has no models, or be too large for a model.
 */
export function namedPriceOf(tokens: readonly Token[], judged: readonly Judged[]): Judged | null {
  const round = judged.filter(
    (each) =>
      isRound(each.amount, followsMeasure(tokens, each.amount.first) ? 10 : 50) &&
      (each.context.role === 'unsaid' || (each.context.role === 'other' && isNamed(tokens, each))),
  );
  const [only] = round;
  return only !== undefined && round.length === 1 && isNamed(tokens, only) ? only : null;
}

const isRound = ({ value, currency, mark, isRange, isScaled }: Amount, to: number): boolean =>
  value >= 100 && value <= 10_000_000 && value % to === 0 && currency === null && mark === '' && !isRange && !isScaled;

/** From here on no model is numbered, and a line ends with a price. */
const TOO_LARGE_FOR_A_MODEL = 10_000;

function isNamed(tokens: readonly Token[], { amount, context }: Judged): boolean {
  const follows = tokens[amount.last + 1]?.text ?? '';
  const isFirst = (tokens[amount.first - 1]?.kind ?? 'line') === 'line';
  // 1500, size 2-8
  if (isFirst) return /^(?:,|[|]|sizes?|saizi)$/.test(follows);
  if (!context.endsClause) return false;
  const sign = tokens[amount.first - 1];
  const points = DASHES.has(sign?.text ?? '') || /^(?:\.{2,}|…|👉|=)$/u.test(sign?.text ?? '');
  const isDash = points && sign?.spaced === true && (tokens[amount.first]?.spaced === true || sign.text === '=');
  const isJoined = isDash || /^[:=(|]$/.test(sign?.text ?? '');
  // Free delivery. 1500
  const isSentence = /^[.!]$/.test(sign?.text ?? '') && sign?.spaced === false && tokens[amount.first]?.spaced === true;
  const at = isJoined || isSentence ? amount.first - 2 : amount.first - 1;
  const name = tokens[at];
  if (name === undefined || name.kind === 'line' || (!isSentence && isOther(tokens, at, amount.value))) return false;
  const line = lineBefore(tokens, at);
  if (line.some(({ text }) => CAPACITIES.has(text))) return false;
  if (name.kind === 'sign') return false;
  if (followsMeasure(tokens, amount.first)) return true;
  if (isSentence) return name.kind === 'word' && (tokens[amount.last + 1]?.kind ?? 'line') === 'line';
  if (isDash) return !(amount.value === 2000 && line.some(({ text }) => SOLD_IN_MILLIONS.has(text)));
  if (amount.value >= TOO_LARGE_FOR_A_MODEL) return amount.value % 100 === 0;
  if (amount.value < 1000 && line.some(({ text }) => MODELS.has(text))) return false;
  return !MODELS.has(name.text) && line.some(({ text }) => SOFT_GOODS.has(text));
}

/** What the number tells then: a measure, a code, the post code of a town; not a size before it, `Cake 1kg 1500`. */
function isOther(tokens: readonly Token[], at: number, value: number): boolean {
  const text = tokens[at]?.text ?? '';
  const label = labelOf(text);
  if (label === 'fee' || PLACE_NAMES.has(text)) return true;
  const isUnit = UNITS.has(text);
  if (isUnit && (tokens[at - 1]?.kind === 'number' || value >= TOO_LARGE_FOR_A_MODEL || SETS.has(text))) return false;
  return isUnit || label === 'other';
}

const SETS = new Set(['set', 'sets', 'pack', 'pair', 'pairs', 'pieces']);

/** At most so much of a line is looked at. */
const REACH = 15;

function lineBefore(tokens: readonly Token[], at: number): readonly Token[] {
  const near = tokens.slice(Math.max(0, at - REACH), at + 1);
  return near.slice(near.findLastIndex(({ kind }) => kind === 'line') + 1);
}
