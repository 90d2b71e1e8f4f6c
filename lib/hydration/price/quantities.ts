import type { Amount } from './amounts';
import type { Token } from './tokens';

/** How much of what is shown an amount buys, where the seller says so beside it. */
export type Quantity = 'whole' | 'bulk' | 'one' | null;

const MANY =
  /^(?:dozens?|cartons?|bales?|crates?|gunia|magunia|sacks?|box|boxes|outers?|jerrican|drum|jumla|wholesale|rolls?|rola)$/;
const ONE =
  /^(?:pieces?|pc|single|pair|each|kilo|kg|bottle|packet|pack|tray|yard|yd|metre|meter|mita|debe|tin|cup|sachet|rejareja|retail)$/;
const SOLD_BY_MEASURE = /^(?:sqm|metre|meter|yard|yd|piece|pc|kg|kilo)$/;
/** What may stand between a quantity and its amount: `Carton (60 pcs) 4,200`, `crate ya trays 12 ni`, `Box of 12 -`. */
const BETWEEN =
  /^(?:[-–—:=@().→👉]|at|is|ni|kwa|for|goes|of|ya|la|moja|mmoja|price|bei|pcs|pieces|trays|packs|sqm|metres?|yards|kgs?|\d{1,3})$/u;
const REACH = 8;
const WHOLE_BEFORE =
  /(?:^| )(?:(?:full|whole|complete|entire) (?:set|kit|suit|outfit|package|bundle)|complete|complete with \S+|both|(?:set|seti) (?:nzima|yote|kamili|full))$/;
const WHOLE_AFTER =
  /^(?:(?:the |for |kwa )*(?:full|whole|complete|entire) (?:set|kit|suit|outfit)|complete|(?:set|seti) (?:nzima|yote|kamili))(?: |$)/;

/** `Full set 12,000`, `Dozen 7,200`, `single 800`. */
export function quantityOf(tokens: readonly Token[], { first, last }: Amount): Quantity {
  if (WHOLE_AFTER.test(sayingAfter(tokens.slice(last + 1, last + 5)))) return 'whole';
  if (isSoldBy(tokens, last + 1)) return 'one';
  let at = first - 1;
  let isNear = true;
  for (let left = REACH; left > 0 && BETWEEN.test(tokens[at]?.text ?? ''); left -= 1) {
    if (tokens[at]?.kind === 'number' || tokens[at]?.text === ')') isNear = false;
    const beyond = tokens[at - 1]?.text ?? '';
    // 12 kg 1,500 is no price of one.
    if (tokens[at]?.kind === 'word' && ONE.test(tokens[at]?.text ?? '') && /^\d/.test(beyond)) isNear = false;
    if (isNear && ONE.test(tokens[at]?.text ?? '')) break;
    at -= 1;
  }
  const word = tokens[at]?.text ?? '';
  if (MANY.test(word) && tokens[at - 1]?.kind !== 'number' && !/^(?:per|a|\/)$/.test(tokens[at - 1]?.text ?? ''))
    return 'bulk';
  const isCounted = /^(?!1$)\d{1,3}$/.test(tokens[at - 1]?.text ?? '');
  if (isNear && ONE.test(word) && !isCounted) return 'one';
  return isNear && WHOLE_BEFORE.test(saying(tokens.slice(Math.max(0, at - 3), at + 1))) ? 'whole' : null;
}

/** `1,300 per sqm`; not `Carton 2,400 / piece 120`. */
const isSoldBy = (tokens: readonly Token[], at: number): boolean =>
  /^(?:per|\/)$/.test(tokens[at]?.text ?? '') &&
  SOLD_BY_MEASURE.test(tokens[at + 1]?.text ?? '') &&
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

const SEATS = /^(?:seats?|seater|chair|kiti)$/;
/** What nobody buys singly: told to show how cheap the whole is. */
const SHARES = /^(?:serving|slice|diaper|sheet|wash|tablet|capsule|dose|use)$/;

const AREAS = /^(?:sqm|sqft|metre|meter|kg|litre|piece|pc)$/;
const ABOUT = /^(?:about|approx|approximately|roughly|hence|thus|yaani|=|≈)$/;

/** `Per seat Ksh 7,000`, `20 bob per diaper`: the price of a part of what is sold. */
export function perPart(tokens: readonly Token[], { first, last }: Amount): 'seat' | 'share' | null {
  const isPer = (at: number): boolean => /^(?:per|kila|\/)$/.test(tokens[at]?.text ?? '');
  const part = isPer(last + 1) ? tokens[last + 2] : isPer(first - 2) ? tokens[first - 1] : undefined;
  if (SEATS.test(part?.text ?? '')) return 'seat';
  const isWorkedOut = AREAS.test(part?.text ?? '') && ABOUT.test(tokens[first - 1]?.text ?? '');
  return isWorkedOut || SHARES.test(part?.text ?? '') ? 'share' : null;
}
