/**
 * The subset of CEL that our functions use in `if`, `key`, `match`: paths from `event` and `async`, literals, `==`, `!=`, `&&`, `||`,
 * `!`, `+` and parentheses. Parsed, never evaluated as code. Throws on anything else, so that registration can refuse it.
 */
export type Scope = { event: unknown; async?: unknown };
type Node = (scope: Scope) => unknown;

const TOKEN =
  /\s*(?:(==|!=|&&|\|\||[!()+.])|(-?\d+(?:\.\d+)?)|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([A-Za-z_]\w*))/y;

type Token = { kind: 'op' | 'word'; text: string } | { kind: 'value'; value: unknown };

function tokens(text: string): Token[] {
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  while (text.slice(TOKEN.lastIndex).trim() !== '') {
    const match = TOKEN.exec(text);
    if (match === null) throw new Error(`cannot read expression: ${text}`);
    const [, op, number, double, single, word] = match;
    if (op !== undefined) found.push({ kind: 'op', text: op });
    else if (number !== undefined) found.push({ kind: 'value', value: Number(number) });
    else if (word === 'true' || word === 'false') found.push({ kind: 'value', value: word === 'true' });
    else if (word === 'null') found.push({ kind: 'value', value: null });
    else if (word !== undefined) found.push({ kind: 'word', text: word });
    else found.push({ kind: 'value', value: (double ?? single ?? '').replace(/\\(.)/g, '$1') });
  }
  return found;
}

class Parser {
  private at = 0;
  constructor(private readonly list: Token[]) {}

  whole(): Node {
    const node = this.either();
    if (this.at < this.list.length) throw new Error('unexpected rest of expression');
    return node;
  }

  private take(...texts: string[]): string | undefined {
    const token = this.list[this.at];
    if (token?.kind !== 'op' || !texts.includes(token.text)) return undefined;
    this.at += 1;
    return token.text;
  }

  private either(): Node {
    let left = this.both();
    while (this.take('||')) {
      const [a, b] = [left, this.both()];
      left = (scope) => a(scope) === true || b(scope) === true;
    }
    return left;
  }

  private both(): Node {
    let left = this.comparison();
    while (this.take('&&')) {
      const [a, b] = [left, this.comparison()];
      left = (scope) => a(scope) === true && b(scope) === true;
    }
    return left;
  }

  private comparison(): Node {
    const left = this.sum();
    const op = this.take('==', '!=');
    if (op === undefined) return left;
    const right = this.sum();
    return (scope) => (left(scope) === right(scope)) === (op === '==');
  }

  private sum(): Node {
    let left = this.unary();
    while (this.take('+')) {
      const [a, b] = [left, this.unary()];
      left = (scope) => {
        const [x, y] = [a(scope), b(scope)];
        return typeof x === 'number' && typeof y === 'number' ? x + y : `${x}${y}`;
      };
    }
    return left;
  }

  private unary(): Node {
    if (this.take('!')) {
      const node = this.unary();
      return (scope) => node(scope) !== true;
    }
    if (this.take('(')) {
      const node = this.either();
      if (!this.take(')')) throw new Error('missing )');
      return node;
    }
    return this.operand();
  }

  private operand(): Node {
    const token = this.list[this.at++];
    if (token?.kind === 'value') return () => token.value;
    if (token?.kind !== 'word' || (token.text !== 'event' && token.text !== 'async'))
      throw new Error('expected event.… or a literal');
    const root = token.text;
    const path: string[] = [];
    while (this.take('.')) {
      const part = this.list[this.at++];
      if (part?.kind !== 'word') throw new Error('expected a name after .');
      path.push(part.text);
    }
    return (scope) => path.reduce<unknown>(property, scope[root]);
  }
}

function property(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

const parsed = new Map<string, Node>();

export function parseExpression(text: string): Node {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const node = new Parser(tokens(text)).whole();
  parsed.set(text, node);
  return node;
}

export function evaluateKey(text: string, scope: Scope): string {
  return JSON.stringify(parseExpression(text)(scope) ?? null);
}

export function holds(text: string, scope: Scope): boolean {
  return parseExpression(text)(scope) === true;
}
