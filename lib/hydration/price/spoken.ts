import type { Token } from './tokens';
import { CLOSERS, isPicture, LENGTHS_AFTER, labelOf, SOLD_IN_MILLIONS } from './words';

/** What stands before the number it multiplies in Swahili and Sheng: `elfu mbili`, `soo tisa`, `mil 2.5`. */
const SCALES = new Map([
  ...['mia', 'soo', 'sooh'].map((word) => [word, 100] as const),
  ...['elfu', 'alfu', 'thao', 'ngiri', 'tenga'].map((word) => [word, 1e3] as const),
  ...['laki', 'lakhi'].map((word) => [word, 1e5] as const),
  ...['milioni', 'mil', 'mill', 'million'].map((word) => [word, 1e6] as const),
]);
const ONES = 'moja mbili tatu nne tano sita saba nane tisa'.split(' ');
const TENS = 'kumi ishirini thelathini arobaini hamsini sitini sabini themanini tisini'.split(' ');
const WORDS = new Map([
  ...ONES.map((word, at) => [word, at + 1] as const),
  ...TENS.map((word, at) => [word, (at + 1) * 10] as const),
  ['thelathini', 30],
  ['arubaini', 40],
]);
const PARTS = new Map([
  ['nusu', 1 / 2],
  ['robo', 1 / 4],
]);

/** `elfu mbili mia tano` as one number, and `m` as a million where it is no metre. */
export function withSpokenNumbers(tokens: readonly Token[]): Token[] {
  const spoken: Token[] = [];
  const areMillions = tokens.some(({ text }) => SOLD_IN_MILLIONS.has(text));
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    const said = SCALES.has(token.text) ? sayingAt(tokens, at, Number.POSITIVE_INFINITY) : null;
    const last = said === null ? undefined : tokens[said.end - 1];
    if (said === null || last === undefined || !Number.isInteger(said.value)) {
      spoken.push(isMillion(tokens, at, areMillions) ? { ...token, text: 'million' } : token);
      continue;
    }
    const text = String(said.value);
    spoken.push({ ...token, kind: 'number', text, raw: text, end: last.end, isSpoken: true });
    at = said.end - 1;
  }
  return spoken;
}

interface Saying {
  value: number;
  /** The token after it. */
  end: number;
}

/** A scale and what it multiplies, then less of the same: `laki moja na elfu hamsini`, `laki 2 na nusu`. */
function sayingAt(tokens: readonly Token[], at: number, below: number): Saying | null {
  const scale = SCALES.get(tokens[at]?.text ?? '');
  if (scale === undefined || scale >= below) return null;
  const start = tokens[at + 1]?.text === '.' ? at + 2 : at + 1;
  const times = timesAt(tokens, start, tokens[at - 1]?.kind === 'number');
  if (times === null || (scale === 100 && times.value > 50)) return null;
  const value = times.value * scale;
  const next = tokens[times.end]?.text === 'na' ? times.end + 1 : times.end;
  const part = PARTS.get(tokens[next]?.text ?? '');
  if (part !== undefined) return { value: value + part * scale, end: next + 1 };
  const rest = sayingAt(tokens, next, scale) ?? (scale === 100 ? wordsAt(tokens, next) : null);
  return rest === null ? { value, end: times.end } : { value: value + rest.value, end: rest.end };
}

/** What follows a scale: `mbili`, `kumi na tano`, `2.5`; figures are not its own where others stand before it. */
function timesAt(tokens: readonly Token[], at: number, afterFigures: boolean): Saying | null {
  const token = tokens[at];
  if (token?.kind !== 'number') return wordsAt(tokens, at);
  const follows = tokens[at + 1];
  const isMeasure = follows?.kind === 'word' && !follows.spaced;
  return afterFigures || isMeasure || !/^[1-9]\d{0,2}(?:\.\d{1,3})?$/.test(token.text)
    ? null
    : { value: Number(token.text), end: at + 1 };
}

function wordsAt(tokens: readonly Token[], at: number): Saying | null {
  const value = WORDS.get(tokens[at]?.text ?? '');
  if (value === undefined) return null;
  if (value < 10) return { value, end: at + 1 };
  const next = tokens[at + 1]?.text === 'na' ? at + 2 : at + 1;
  const ones = WORDS.get(tokens[next]?.text ?? '');
  return ones === undefined || ones >= 10 ? { value, end: at + 1 } : { value: value + ones, end: next + 1 };
}

/** `Bei 8.5m`, `3 bedroom maisonette 12.5m neg`; not `50m from the road`. */
function isMillion(tokens: readonly Token[], at: number, areMillions: boolean): boolean {
  const [number, token, next] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (token?.text !== 'm' || number?.kind !== 'number' || !/^\d{1,3}(?:\.\d{1,3})?$/.test(number.text)) return false;
  if (next?.kind === 'number' || LENGTHS_AFTER.has(next?.text ?? '')) return false;
  const before = tokens[at - 2]?.text ?? '';
  if (before === 'x' || before === 'by' || before === '×' || labelOf(before) === 'other') return false;
  if (/^(?:price|bei|asking|cost|outright|cash|@)$/.test(before)) return true;
  if (next?.text === 'asking' || next?.text === 'neg' || next?.text === 'negotiable') return true;
  return areMillions && endsSaying(next);
}

const endsSaying = (next: Token | undefined): boolean =>
  next === undefined ||
  next.kind === 'line' ||
  /^(?:[.,;!)|/(-]|ono|cash|asking|slightly|final|last|maongezi|each|with|kwa|na|ksh|kes)$/.test(next.text) ||
  CLOSERS.has(next.text) ||
  isPicture(next.text);
