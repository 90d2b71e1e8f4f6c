import { type Amount, isRoundPrice } from './amounts';
import { type Judged, namedPriceOf } from './names';
import type { Token } from './tokens';
import { CLOSERS, MODELS, UNITS } from './words';

/** A part costs so much less than what is shown. */
const PART_OF = 5;

/** So many tokens of a single line are its title. */
const OPENING = 3;

/** Whether another number of a text may as well be what is to be paid, though nothing calls it so. */
export function isDoubtful(tokens: readonly Token[], judged: readonly Judged[], best: Judged): boolean {
  return (
    isPartAlone(tokens, judged, best) ||
    hasBareRival(tokens, judged, best) ||
    isBesideTitle(tokens, judged, best) ||
    (best.context.role === 'list' &&
      judged.some((each) => isBare(tokens, each) && each.amount.value < best.amount.value))
  );
}

/** `Set of 3: 15,000`, `Large only 8,500`: a part of what is shown, if the first line does not name it. */
function isPartAlone(tokens: readonly Token[], judged: readonly Judged[], { amount }: Judged): boolean {
  let at = amount.first - 1;
  for (let left = 3; left > 0 && /^(?:[-–—:=@]|at|is|ni|kwa|for)$/.test(tokens[at]?.text ?? ''); left -= 1) at -= 1;
  const says = tokens[at]?.text ?? '';
  const name = tokens[at - 1];
  const isApart = says === 'separately' || (/^(?:only|alone|pekee)$/.test(says) && name?.kind === 'word');
  if (!isApart || isNow(name?.text ?? '')) return false;
  const titleEnd = tokens.findIndex(({ kind }) => kind === 'line');
  const title = tokens.slice(0, titleEnd === -1 ? Math.min(at, OPENING) : titleEnd).map(({ text }) => text);
  // Desk + chair 5500, desk only 3000.
  if (title.includes(name?.text ?? '') && !title.some((text) => /^(?:\+|&|and|set|combo)$/.test(text))) return false;
  return judged.some((each) => each.amount.value > amount.value && each.amount.value % 10 === 0 && isLikely(each));
}

const isNow = (word: string): boolean => /^(?:today|now|leo|sasa|price|bei|offer|for|at|is|ni|cash)$/.test(word);

const isLikely = ({ amount, context: { role, endsClause } }: Judged): boolean =>
  /^(?:price|now|variant|near)$/.test(role) ||
  (/^(?:unsaid|other)$/.test(role) && (endsClause || amount.isGrouped || amount.isScaled));

/** `Sukari kilo 130, 50kg bag 6200`, `Tent 3500 chairs 10 bob each`: a bare number before it on its line. */
function hasBareRival(tokens: readonly Token[], judged: readonly Judged[], { amount, context }: Judged): boolean {
  if (!/^(?:unsaid|near|other)$/.test(context.role)) return false;
  const hasMoney = amount.currency !== null || amount.mark === '/=';
  return judged.some((each) => {
    if (each.amount.last >= amount.first || !isOnOneLine(tokens, each.amount, amount)) return false;
    if (isDearer(tokens, each, amount) || isCheaperToo(tokens, each, amount)) return true;
    return !hasMoney && isBare(tokens, each) && each.context.endsClause;
  });
}

/** `Handbag 2500`, then `laces from 150`: the first line has a price of its own. */
function isBesideTitle(tokens: readonly Token[], judged: readonly Judged[], { amount, context }: Judged): boolean {
  const end = tokens.findIndex(({ kind }) => kind === 'line');
  if (context.role !== 'near' || end === -1 || amount.first < end) return false;
  const inTitle = judged.filter((each) => each.amount.last < end);
  return inTitle.length > 0 && namedPriceOf(tokens, inTitle) !== null;
}

/** What is said for each, a small part of a round number before. */
function isDearer(tokens: readonly Token[], { amount, context }: Judged, best: Amount): boolean {
  const isEach = /^(?:each|per|kila|@)$/.test(tokens[best.last + 1]?.text ?? '');
  const isRound = amount.value % 100 === 0 && amount.value >= best.value * PART_OF;
  const next = tokens[amount.last + 1];
  return isEach && isRound && context.role === 'unsaid' && next?.kind === 'word' && !UNITS.has(next.text);
}

/** `Sharing 7,500 single 15,000 per sem`: what closes the second is said of the first too. */
const isCheaperToo = (tokens: readonly Token[], { amount, context }: Judged, best: Amount): boolean =>
  /^(?:each|per|kila)$/.test(tokens[best.last + 1]?.text ?? '') &&
  context.role === 'unsaid' &&
  (amount.isGrouped || amount.isScaled) &&
  amount.value < best.value;

function isBare(tokens: readonly Token[], { amount, context }: Judged): boolean {
  const before = tokens[amount.first - 1];
  const after = tokens[amount.last + 1]?.text ?? '';
  const ends = context.endsClause || after === '/' || CLOSERS.has(after);
  if (context.role !== 'unsaid' || !ends || amount.isGrouped || amount.isScaled) return false;
  return (
    isRoundPrice(amount) && !(before?.kind === 'word' && (MODELS.has(before.text) || /^[A-Z]{1,4}$/.test(before.raw)))
  );
}

const isOnOneLine = (tokens: readonly Token[], one: Amount, other: Amount): boolean =>
  !tokens.slice(one.last, other.first).some(({ kind }) => kind === 'line');
