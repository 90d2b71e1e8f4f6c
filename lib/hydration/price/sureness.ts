import type { Amount } from './amounts';
import type { Context } from './context';
import type { Token } from './tokens';
import { isEachTime } from './variants';
import { DEPOSITS, GOLD, HIRES, INSTALMENTS, SCREENS, SHORT_TIMES } from './words';

/** How sure one candidate is: by what the seller wrote next to the number, never by its size. */
const SURE = { label: 120, money: 100, closed: 70, variant: 85, near: 60, thousands: 50, grouped: 30, alone: 20 };
const NOW = 5;
const WITH_MONEY = 10;
const LIST = -60;
const PART = -45;
/** Surer only than what nothing calls a price. */
const BULK = -105;
/** Without a currency, less than this is a count. */
const LEAST = 20;

/** What the whole text is about, as far as it says what its numbers are. */
export interface Topics {
  isInstalments: boolean;
  hasDeposit: boolean;
  isGold: boolean;
  isScreen: boolean;
  /** Somebody who looks for it, not a seller. */
  isWanted: boolean;
}

export function topicsOf(tokens: readonly Token[]): Topics {
  const has = (words: ReadonlySet<string>): boolean => tokens.some(({ text }) => words.has(text));
  return {
    isInstalments: has(INSTALMENTS),
    hasDeposit: has(DEPOSITS) && !has(HIRES),
    isGold: has(GOLD),
    isScreen: has(SCREENS) || (has(SCREEN_MAKERS) && has(INCHES)),
    isWanted:
      (tokens.some((_, at) => isWanted(tokens, at)) && !has(SELLERS)) ||
      BUYS.test(tokens.slice(0, 4).map(textOf).join(' ')),
  };
}

const textOf = ({ text }: Token): string => text;
/** A dealer in what others have: what is told is paid to them. */
const BUYS = /^(?:tunanunua|nanunua|ninanunua|we buy|we are buying|we're buying)(?! (?:and|&|na)(?: |$))/;
const SCREEN_MAKERS = new Set(['samsung', 'hisense', 'vitron', 'tcl', 'lg', 'sony', 'skyworth', 'syinix', 'gld']);
const INCHES = new Set(['inch', 'inches', '"', '”']);
const SELLERS = new Set(['you', 'our', 'order', 'we', 'tunauza', 'available']);

/** `Looking for 2 bedroom`; not `Looking for a gift?` */
function isWanted(tokens: readonly Token[], at: number): boolean {
  if (at > 0 && tokens[at - 1]?.kind !== 'line') return false;
  const line = tokens.slice(at, at + 20);
  const end = line.findIndex(({ kind }) => kind === 'line');
  const said = (end === -1 ? line : line.slice(0, end)).map(({ text }) => text).join(' ');
  return WANTED.test(said) && !said.includes('?');
}
const GREETING = "(?:(?:hi|hello|i|i'm|im|am|anyone|client|urgently|urgent) ){0,3}";
const WANTED = new RegExp(
  `^${GREETING}(?:looking for|wanted|natafuta|ninatafuta|nahitaji|in search of|iso |wtb|searching for|need(?:ed)? )`,
);

/** Deposit 3,500, then 90 per day. */
export function isInstalment(tokens: readonly Token[], { first, last }: Amount, topics: Topics): boolean {
  if (topics.isInstalments || !topics.hasDeposit) return topics.isInstalments;
  if (isEachTime(tokens, first)) return true;
  return tokens.slice(last + 1, last + 4).some(({ text }) => SHORT_TIMES.has(text));
}

const isMoney = ({ currency, mark }: Amount): boolean => currency !== null || mark === '/=';

/** 0 when nothing says that it is a price, or something says that it is not. */
export function scoreOf(tokens: readonly Token[], amount: Amount, context: Context, topics: Topics): number {
  const { role } = context;
  if (role === 'none' || role === 'fee') return 0;
  const sure = surenessOf(tokens, amount, context, topics);
  if (sure === 0 || (topics.isWanted && sure !== SURE.label)) return 0;
  const part = role === 'bulk' ? BULK : context.isPart && role !== 'variant' ? PART : 0;
  const labelled = sure === SURE.label && isMoney(amount) ? WITH_MONEY : 0;
  return Math.max(1, sure + labelled + part + (role === 'now' ? NOW : 0) + (role === 'list' ? LIST : 0));
}

function surenessOf(tokens: readonly Token[], amount: Amount, context: Context, topics: Topics): number {
  const { role } = context;
  const hasMoney = isMoney(amount);
  if (role === 'price' || role === 'now' || role === 'list' || role === 'bulk') {
    const isDoubtful = !hasMoney && (amount.value < LEAST || isYear(tokens, amount)) && !isCalledPrice(tokens, amount);
    return isDoubtful ? 0 : SURE.label;
  }
  if (hasMoney) return SURE.money;
  if (role === 'variant') return SURE.variant;
  if (role === 'other' || isPurity(tokens, amount, topics)) return 0;
  if (amount.value < LEAST) return 0;
  if (amount.mark === '=' || context.isClosed) return SURE.closed;
  if (role === 'near' && context.endsClause && amount.value >= 50 && !isYear(tokens, amount)) return SURE.near;
  if (amount.isScaled) return SURE.thousands;
  if (amount.isGrouped) return SURE.grouped;
  return context.isAlone && isPlainPrice(tokens, amount) ? SURE.alone : 0;
}

/** `Price 5`, whatever the money; `only 5` is a count. */
function isCalledPrice(tokens: readonly Token[], { first }: Amount): boolean {
  const before = tokens.slice(Math.max(0, first - 4), first).map((token) => token.text);
  return before.some((text) => /^(?:price|prices|bei|cost|costs|amount|total|@)$/.test(text));
}

function isYear(tokens: readonly Token[], { number }: Amount): boolean {
  return /^20(?:0[5-9]|[12]\d|3[0-5])$/.test(tokens[number]?.text ?? '');
}

/** 24k of gold, a 4K screen; not 24k that is called a price. */
function isPurity(tokens: readonly Token[], amount: Amount, topics: Topics): boolean {
  if (!amount.isScaled || tokens[amount.number]?.isSpoken) return false;
  // 6500K of light.
  if (Number(tokens[amount.number]?.text.replace(/,/g, '')) >= 1000) return true;
  const written = String(amount.value);
  return (
    (topics.isGold && /^(?:9|10|14|18|21|22|24)000$/.test(written)) || (topics.isScreen && /^[248]000$/.test(written))
  );
}

/** 2500 on a line of its own: no year, and no till number. */
function isPlainPrice(tokens: readonly Token[], amount: Amount): boolean {
  const text = tokens[amount.number]?.text ?? '';
  if (amount.value < (amount.isRange ? 300 : 50) || /^(?:19|20)\d\d$/.test(text)) return false;
  return amount.value < 100_000 || amount.value % 100 === 0;
}
