import type { Amount } from './amounts';
import type { Judged } from './names';
import { isOpen } from './said-before';
import type { Token } from './tokens';
import { perPart } from './variants';

/** How much of what is shown an amount buys, where the seller says so beside it. */
type Quantity = 'whole' | 'bulk' | 'one' | null;

const MANY = new Set(
  (
    'dozen dozens carton cartons bale bales crate crates gunia magunia sack sacks box boxes jerrican drum ' +
    'outer outers jumla wholesale roll rolls rola'
  ).split(' '),
);
const ONE = new Set(
  (
    'piece pieces pc single pair each kilo kg bottle packet pack tray yard yd metre meter mita debe tin cup sachet ' +
    'rejareja retail'
  ).split(' '),
);
const MEASURED = /^(?:sqm|metre|meter|yard|yd|piece|pc|kg|kilo)$/;
/** What may stand between a quantity and its amount: `Carton (60 pcs) 4,200`, `crate ya trays 12 ni`. */
const SIGNS_BETWEEN = /^(?:[-–—:=@().→👉]|\d{1,3})$/u;
const WORDS_BETWEEN = new Set(
  'at is ni kwa for goes of ya la moja mmoja price bei pcs pieces trays packs sqm metre metres yards kg kgs'.split(' '),
);
const REACH = 8;
const ENTIRE_BEFORE = /(?:^| )(?:full|whole|complete|entire) (?:set|kit|suit|outfit|package|bundle)$/;
const ENTIRE_AFTER = /^(?:the |for |kwa )*(?:full|whole|complete|entire) (?:set|kit|suit|outfit)(?: |$)/;
const NZIMA = /(?:^| )(?:complete|both|(?:set|seti) (?:nzima|yote|kamili))$/;
const COMPLETE = /^(?:complete|(?:set|seti) (?:nzima|yote|kamili))(?: |$)/;
const COMPLETE_WITH = /(?:^| )complete with \S+$/;

/** `Full set 12,000`, `Dozen 7,200`, `single 800`. */
function quantityOf(tokens: readonly Token[], { first, last }: Amount): Quantity {
  const follows = sayingAfter(tokens.slice(last + 1, last + 5));
  if (ENTIRE_AFTER.test(follows) || COMPLETE.test(follows)) return 'whole';
  if (isSoldBy(tokens, last + 1)) return 'one';
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
  const said = saying(tokens.slice(Math.max(0, at - 3), at + 1));
  return isNear && (ENTIRE_BEFORE.test(said) || NZIMA.test(said) || COMPLETE_WITH.test(said)) ? 'whole' : null;
}

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
    quantity: asides.has(each.amount) ? null : quantityOf(tokens, each.amount),
  }));
  const valuesOf = (quantity: Quantity): number[] =>
    sold.filter((each) => each.quantity === quantity).map(({ amount }) => amount.value);
  const hasWhole = valuesOf('whole').length > 0;
  const hasPiece = Math.min(...valuesOf('one')) < Math.max(...valuesOf('bulk'));
  const isSeater = tokens.some(({ text }, at) => text === 'seater' && tokens[at - 1]?.kind === 'number');
  const most = Math.max(...priced.map(({ amount }) => amount.value));
  for (const { amount, context, quantity } of sold) {
    // 7 seater, 7k per seater; sofa 35,000, per seat 7,000: a share of what is shown.
    const seats = most / amount.value;
    const isShare = isSeater || (Number.isInteger(seats) && seats > 2 && seats <= 12);
    if (isShare && perPart(tokens, amount) === 'seat') context.role = 'none';
    else if (hasWhole) context.role = quantity === 'whole' ? 'price' : 'none';
    else if (hasPiece && quantity !== null) context.role = quantity === 'one' ? 'price' : 'bulk';
  }
}
