import { SPELLINGS_WITH_SIGNS } from './currencies';

export interface Token {
  /** `mark` says that the number before it is money: `/=`, `/-`, `=`, `,-`. A run of one sign is one sign. */
  kind: 'number' | 'word' | 'mark' | 'sign' | 'line';
  /** As written; words in lower case. */
  text: string;
  /** As written. */
  raw: string;
  from: number;
  end: number;
  /** White space stands before it, a line's end, or one of WhatsApp's marks. */
  spaced: boolean;
  /** Between two ~, as WhatsApp strikes out. */
  struck: boolean;
  /** Said in words: `elfu mbili`. */
  isSpoken?: boolean;
}

const escaped = (text: string): string => text.replace(/[$./]/g, '\\$&');
const PARTS = [
  String.raw`(?<number>\d+(?:[.,'’]+\d+)*)`,
  String.raw`(?<mark>\/{1,2} ?=|(?<=[\d\p{L}] ?)\/ ?-|(?<=\d)=\/?(?!\s?[\d])|(?<=\d)[.,]-(?!\d))`,
  String.raw`(?<word>a\/c|w\/sale|w\/app|w\/s(?!\p{L})|p\.o|g4s|i\.e|e\.g|${SPELLINGS_WITH_SIGNS.map(escaped).join('|')}|\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*)`,
  String.raw`(?<line>\n\s*)`,
  String.raw`(?<sign>([^\s\d\p{L}])\6*)`,
];
const TOKEN = new RegExp(PARTS.join('|'), 'giu');
/** Bold and italic; a * or _ between two digits is something else. */
const MARKS = /(?<!\d)[*_`]+|[*_`]+(?!\d)/g;
const STRUCK = /~[ \t]?[^~\n]{0,40}[\p{L}\d=-][ \t]?~/gu;

/** Cuts a text into numbers with their grouping, words, currency spellings, signs and lines. */
export function tokensOf(text: string): Token[] {
  const readable = text.replace(MARKS, (marks) => ' '.repeat(marks.length));
  const struck = [...readable.matchAll(STRUCK)].map((match) => [match.index, match.index + match[0].length] as const);
  const tokens: Token[] = [];
  let end = 0;
  let nextStruck = 0;
  for (const match of readable.matchAll(TOKEN)) {
    const from = match.index;
    const raw = match[0];
    while ((struck[nextStruck]?.[1] ?? Number.POSITIVE_INFINITY) <= from) nextStruck += 1;
    tokens.push({
      kind: kindOf(match.groups ?? {}),
      text: raw.toLowerCase(),
      raw,
      from,
      end: from + raw.length,
      spaced: from > end || from === 0 || tokens.at(-1)?.kind === 'line',
      struck: from >= (struck[nextStruck]?.[0] ?? Number.POSITIVE_INFINITY),
    });
    end = from + raw.length;
  }
  return tokens;
}

function kindOf(groups: Record<string, string | undefined>): Token['kind'] {
  if (groups.number !== undefined) return 'number';
  if (groups.mark !== undefined) return 'mark';
  if (groups.word !== undefined) return 'word';
  return groups.line === undefined ? 'sign' : 'line';
}
