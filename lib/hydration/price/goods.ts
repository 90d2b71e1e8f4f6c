import type { Amount } from './amounts';
import type { Judged } from './names';
import type { Token } from './tokens';
import { CLOSERS, labelOf, SOFT_GOODS, UNITS } from './words';

const GOODS = new Set(
  (
    'fridge freezer microwave iron kettle toaster blender cooker oven washer machine dispenser heater fan tv television ' +
    'woofer radio speaker decoder laptop mouse keyboard charger cable earphone earbud powerbank phone tablet printer ' +
    'router flash monitor camera tripod adapter screen protector sukari sugar unga flour mafuta oil mchele rice maharage ' +
    'bean maziwa milk bread mkate egg mayai chumvi salt soap sabuni chapati chapo pilau ugali nyama beef chicken kuku ' +
    'fish samaki samosa mandazi chai tea coffee juice soda water chip burger sausage meza kiti viti kabati kitanda godoro ' +
    'showcase mannequin steamer hanger cushion pillow throw stool cooker cylinder jiko sufuria pan pot plate cup glass ' +
    'spoon tray bucket basin perfume lotion cream oil serum weaving relaxer retouch braid cornrow locs wash treatment ' +
    'bumper headlight mirror tyre rim battery bonnet door engine gearbox radiator seat sneaker'
  ).split(' '),
);
/** A first line that announces several things. */
const SEVERAL =
  /(?:^| )(?:menu|price ?list|list|items|services|huduma|accessories|moving|kuhama|clearance|closing|stock|vitu|bidhaa|parts|household|groceries|products)(?: |$)/;
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
    return kinds === 2 && entries.some(({ name }) => GOODS.has(name.at(-1) ?? '')) && !(isInTitle && areApart);
  if (kinds >= 2) return true;
  const title = titleOf(tokens);
  // Braids: knotless 2,500, box braids 2,000.
  if (isInTitle || entries.some(({ name }) => title.includes(name.at(-1) ?? ''))) return false;
  return kinds > 0 || areApart || SEVERAL.test(title);
}

const isGoods = (word: string): boolean => GOODS.has(word) || SOFT_GOODS.has(word) || SOFT_GOODS.has(`${word}s`);

function titleOf(tokens: readonly Token[]): string {
  const end = tokens.findIndex(({ kind }) => kind === 'line');
  return (end === -1 ? [] : tokens.slice(0, Math.min(end, 12))).map(({ text }) => text).join(' ');
}

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
    const word = token.text.replace(/(?<=\p{L}{3})s$/u, '');
    if (isGoods(word)) name.unshift(word);
    if (isGoods(word) || token.text.length < 3 || UNITS.has(token.text)) continue;
    const label = labelOf(token.text);
    if (CLOSERS.has(token.text)) continue;
    if ((label === undefined || label === 'other') && !SIZE_OR_COLOUR.test(token.text)) name.unshift(word);
  }
  return name;
}

const SIZE_OR_COLOUR =
  /^(?:sizes?|small|medium|large|big|ndogo|kubwa|kati|xxl|mini|jumbo|set|pair|dozen|piece|single|double|full|half|quarter|black|white|red|blue|green|brown|grey|gray|pink|nude|gold|silver|kids|adults?|men|ladies|new|used|ex)$/;
