import { ExpressionError } from './syntax';

export type Token =
  | { kind: 'string'; value: string }
  | { kind: 'number'; value: number }
  | { kind: 'name'; value: string }
  | { kind: 'symbol'; value: string }
  | { kind: 'end'; value: '' };

const PATTERN =
  /\s*(?:("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(\d+(?:\.\d+)?)|([A-Za-z_]\w*)|(==|!=|<=|>=|&&|\|\||[<>+!().,[\]]))/y;
const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r' };

export function tokenise(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (source.slice(at).trim() !== '') {
    PATTERN.lastIndex = at;
    const match = PATTERN.exec(source);
    if (!match) throw new ExpressionError(`"${source.slice(at).trim().slice(0, 20)}" is not understood`);
    at = PATTERN.lastIndex;
    const [, text, number, name, symbol] = match;
    if (text !== undefined) tokens.push({ kind: 'string', value: unescapeText(text.slice(1, -1)) });
    else if (number !== undefined) tokens.push({ kind: 'number', value: Number(number) });
    else if (name !== undefined) tokens.push({ kind: 'name', value: name });
    else tokens.push({ kind: 'symbol', value: symbol ?? '' });
  }
  return [...tokens, { kind: 'end', value: '' }];
}

function unescapeText(text: string): string {
  return text.replace(/\\(.)/g, (_, character: string) => ESCAPES[character] ?? character);
}
