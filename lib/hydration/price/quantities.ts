import type { Amount } from './amounts';
import { limitOf } from './limits';
import type { Judged } from './names';
import { isOpen } from './said-before';
import type { Token } from './tokens';
import { isForSeveral, perPart } from './variants';
import { UNITS } from './words';

/** How much of what is shown an amount buys, where the seller says so beside it. */
type Quantity = 'whole' | 'bulk' | 'one' | 'many' | 'few' | null;

const MANY = new Set(
  (
    'dozen dozens carton cartons bale bales crate crates gunia magunia sack sacks box boxes jerrican drum ' +
    'outer outers jumla wholesale roll rolls rola'
  ).split(' '),
);
const ONE = new Set(
  (
    'piece pieces pc one single pair each kilo kg bottle packet pack tray yard yd metre meter mita debe tin cup ' +
    'sachet rejareja retail'
  ).split(' '),
);
const MEASURED = /^(?:sqm|metre|meter|yard|yd|piece|pc|kg|kilo)$/;
/** What may stand between a quantity and its amount: `Carton (60 pcs) 4,200`, `crate ya trays 12 ni`. */
const SIGNS_BETWEEN = /^(?:[-–—:=@().→👉]|\d{1,3})$/u;
const WORDS_BETWEEN = new Set(
  'at is ni kwa for goes of ya la moja mmoja price bei pcs pieces trays packs sqm metre metres yards kg kgs'.split(' '),
);
const REACH = 8;
const ENTIRE_BEFORE =
  /(?:^| )(?:full|whole|complete|entire) (?:set|kit|suit|outfit|package|bundle)(?: (?:with|of) (?:\d+ )?\p{L}+)?$/u;
const ENTIRE_AFTER = /^(?:the |for |kwa )*(?:full|whole|complete|entire) (?:set|kit|suit|outfit)(?: |$)/;
const NZIMA = /(?:^| )(?:complete|(?:set|seti) (?:nzima|yote|kamili))$/;
const COMPLETE = /^(?:complete|(?:set|seti) (?:nzima|yote|kamili))(?: |$)/;
const COMPLETE_WITH = /(?:^| )complete with \S+$/;

/** `Full set 12,000`, `Dozen 7,200`, `single 800`. */
function quantityOf(tokens: readonly Token[], { first, last, value }: Amount, judgedFirst: number): Quantity {
  const follows = sayingAfter(tokens.slice(last + 1, last + 5));
  if (ENTIRE_AFTER.test(follows) || COMPLETE.test(follows)) return 'whole';
  const limit = limitOf(tokens, first);
  if (limit !== null) return limit;
  if (isSoldBy(tokens, last + 1) || /^(?:each|apiece)$/.test(tokens[last + 1]?.text ?? '')) return 'one';
  // Pack of 22 @480.
  if (/^(?:of|ya)$/.test(tokens[first - 1]?.text ?? '') && value < 100) return null;
  if (isOneAlone(tokens, first - 1)) return 'one';
  let at = first - 1;
  let isNear = true;
  for (let left = REACH; left > 0 && isBetween(tokens[at]); left -= 1) {
    if (tokens[at]?.kind === 'number' || tokens[at]?.text === ')') isNear = false;
    const beyond = tokens[at - 1]?.text ?? '';
    // 12 kg 1,500 is no price of one.
    if (tokens[at]?.kind === 'word' && ONE.has(tokens[at]?.text ?? '') && /^\d/.test(beyond)) isNear = false;
    if (isNear && ONE.has(tokens[at]?.text ?? '')) break;
    at -= 1;
  }
  const word = tokens[at]?.text ?? '';
  const before = tokens[at - 1];
  // Gift box 1,500; per carton.
  const isNamed = before?.kind === 'word' && /^(?:box|boxes|roll|rolls|drum|sack)$/.test(word);
  if (MANY.has(word) && before?.kind !== 'number' && !isNamed && !/^(?:per|a|\/)$/.test(before?.text ?? ''))
    return 'bulk';
  const isCounted = /^(?!1$)\d{1,3}$/.test(before?.text ?? '');
  if (isNear && ONE.has(word) && !isCounted) return 'one';
  const said = saying(tokens.slice(Math.max(0, at - 5), at + 1));
  if (isNear && BOTH.test(said)) return areTwo(tokens, judgedFirst) ? 'whole' : 'many';
  return isNear && (ENTIRE_BEFORE.test(said) || NZIMA.test(said) || COMPLETE_WITH.test(said)) ? 'whole' : null;
}

/** `Moja 650`; not `kilo moja 120`. */
const isOneAlone = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.text === 'moja' && !UNITS.has(tokens[at - 1]?.text ?? '') && tokens[at - 1]?.isSpoken !== true;

const BOTH = /(?:^| )both$/;
/** `Shirt & tie: shirt 1500, tie 500, both 1900`. */
const areTwo = (tokens: readonly Token[], first: number): boolean =>
  tokens.slice(0, first).some(({ text }) => /^(?:&|\+|and|na|set|combo|suit|couple)$/.test(text));

const isBetween = (token: Token | undefined): boolean =>
  token !== undefined && (SIGNS_BETWEEN.test(token.text) || WORDS_BETWEEN.has(token.text));

/** `1,300 per sqm`; not `Carton 2,400 / piece 120`. */
const isSoldBy = (tokens: readonly Token[], at: number): boolean =>
  /^(?:per|\/)$/.test(tokens[at]?.text ?? '') &&
  MEASURED.test(tokens[at + 1]?.text ?? '') &&
  tokens[at + 2]?.kind !== 'number';

/** The words of one line and clause, up to its last break. */
function saying(tokens: readonly Token[]): string {
  const texts = tokens.map(({ kind, text }) => (kind === 'line' ? ',' : text)).join(' ');
  return texts.replace(/^.*[,;.!(] /, '').trim();
}

const sayingAfter = (tokens: readonly Token[]): string =>
  tokens
    .map(({ kind, text }) => (kind === 'line' ? ',' : text))
    .join(' ')
    .replace(/ ?[,;.!)(].*$/, '');

/** Of a set and its parts the set, of a dozen and a piece the piece. */
export function weighQuantities(
  tokens: readonly Token[],
  judged: readonly Judged[],
  asides: ReadonlySet<Amount>,
): void {
  const priced = judged.filter(({ context: { role } }) => isOpen(role) || /^(?:variant|price|bulk)$/.test(role));
  const sold = priced.map((each) => ({
    ...each,
    quantity: asides.has(each.amount)
      ? null
      : (quantityOf(tokens, each.amount, priced[0]?.amount.first ?? 0) ??
        (isForSeveral(tokens, each.amount) ? ('bulk' as const) : null)),
  }));
  const valuesOf = (quantity: Quantity): number[] =>
    sold.filter((each) => each.quantity === quantity).map(({ amount }) => amount.value);
  const hasWhole = valuesOf('whole').length > 0;
  const hasMany = valuesOf('many').length > 0;
  const hasPiece = Math.min(...valuesOf('one')) < Math.max(...valuesOf('bulk'));
  const isSeater = tokens.some(({ text }, at) => text === 'seater' && tokens[at - 1]?.kind === 'number');
  const most = Math.max(...priced.map(({ amount }) => amount.value));
  for (const { amount, context, quantity } of sold) {
    // 7 seater, 7k per seater; sofa 35,000, per seat 7,000: a share of what is shown.
    const seats = most / amount.value;
    const isShare = isSeater || (Number.isInteger(seats) && seats > 2 && seats <= 12);
    if (isShare && perPart(tokens, amount) === 'seat') context.role = 'none';
    else if (quantity === 'many') context.role = 'none';
    else if (quantity === 'few' || (hasMany && quantity === 'one')) context.role = 'price';
    else if (hasWhole) context.role = quantity === 'whole' ? 'price' : 'none';
    else if (hasPiece && quantity !== null) context.role = quantity === 'one' ? 'price' : 'bulk';
  }
}
