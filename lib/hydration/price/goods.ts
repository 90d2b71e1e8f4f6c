import type { Amount } from './amounts';
import type { Judged } from './names';
import type { Token } from './tokens';
import { ANNOUNCING_SEVERAL, CLOSERS, HARD_GOODS, labelOf, SOFT_GOODS, UNITS, VARIANTS } from './words';

/** Further apart, names on their lines are no variants of one thing. */
const MOST_APART = 3;

interface Entry {
  amount: Amount;
  /** Its words, plurals without their s. */
  name: readonly string[];
}

/** Whether a price is one of a list of different goods, each with its own: `Fridge 34,000`, `Iron 1,800` on lines. */
export function isOfListOfGoods(tokens: readonly Token[], judged: readonly Judged[], best: Amount): boolean {
  const entries: Entry[] = [];
  for (const { amount, context } of judged) {
    if (!/^(?:unsaid|other|price|near|variant)$/.test(context.role) || context.isPart) continue;
    const name = amount.value >= 10 ? nameBefore(tokens, amount.first) : [];
    if (name.length > 0 && context.endsClause) entries.push({ amount, name });
  }
  if (entries.length < 2 || !entries.some(({ amount }) => amount === best)) return false;
  const named = new Map<string, number>();
  for (const { name } of entries) for (const word of new Set(name)) named.set(word, (named.get(word) ?? 0) + 1);
  if ([...named.values()].some((times) => times > 1)) return false;
  const kinds = entries.filter(({ name }) => isGoods(name.at(-1) ?? '')).length;
  const isInTitle = !tokens.slice(0, best.first).some(({ kind }) => kind === 'line');
  const values = entries.map(({ amount }) => amount.value);
  const areApart = Math.max(...values) > Math.min(...values) * MOST_APART;
  // Sofa set 45,000, cushions 500; kikoy 450, leso 600.
  if (entries.length === 2)
    return kinds === 2 && entries.some(({ name }) => HARD_GOODS.has(name.at(-1) ?? '')) && !(isInTitle && areApart);
  if (kinds >= 2) return true;
  const title = titleOf(tokens);
  // Braids: knotless 2,500, box braids 2,000.
  if (isInTitle || entries.some(({ name }) => title.includes(name.at(-1) ?? ''))) return false;
  return kinds > 0 || areApart || title.some((word) => ANNOUNCING_SEVERAL.has(word));
}

const isGoods = (word: string): boolean => HARD_GOODS.has(word) || SOFT_GOODS.has(word) || SOFT_GOODS.has(`${word}s`);

function titleOf(tokens: readonly Token[]): string[] {
  const end = tokens.findIndex(({ kind }) => kind === 'line');
  return (end === -1 ? [] : tokens.slice(0, Math.min(end, 12))).map(({ text }) => singular(text));
}

const singular = (word: string): string => word.replace(/(?<=\p{L}{3})s$/u, '');

const REACH = 10;
const JOINING = /^(?:[-–—:=@.→👉]|\.+|at|is|ni|kwa|for|goes)$/u;

/** The name that opens a line or an entry of a list and ends with an amount; none where something else stands there. */
function nameBefore(tokens: readonly Token[], first: number): string[] {
  const name: string[] = [];
  for (let at = first - 1; at >= Math.max(0, first - REACH); at -= 1) {
    const token = tokens[at];
    if (token === undefined || token.kind === 'line' || /^[,;•·|✅✔*]$/.test(token.text)) break;
    if (token.kind === 'sign' && !JOINING.test(token.text) && token.text !== '"') break;
    if (token.kind !== 'word' || JOINING.test(token.text)) continue;
    const word = singular(token.text);
    if (isGoods(word)) name.unshift(word);
    if (isGoods(word) || token.text.length < 3 || UNITS.has(token.text)) continue;
    const label = labelOf(token.text);
    if (CLOSERS.has(token.text)) continue;
    if ((label === undefined || label === 'other') && !VARIANTS.has(token.text)) name.unshift(word);
  }
  return name;
}
