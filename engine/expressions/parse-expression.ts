import { type BinaryOperator, type Expression, ExpressionError } from './syntax';
import { type Token, tokenise } from './tokenise';

/** From the loosest binding to the tightest. */
const LEVELS: BinaryOperator[][] = [['||'], ['&&'], ['==', '!='], ['<', '<=', '>', '>='], ['+']];
const WORDS: Record<string, boolean | null> = { true: true, false: false, null: null };
/** Deeper than anybody writes, shallower than the stack. */
const MAX_DEPTH = 50;

/**
 * Reads an expression over the given roots (`event`, and `async` where a second event is compared with it).
 * Throws an ExpressionError that says what is not supported.
 */
export function parseExpression(source: string, roots: readonly string[]): Expression {
  const parser = new Parser(tokenise(source), roots);
  return parser.whole();
}

class Parser {
  #at = 0;
  #depth = 0;

  constructor(
    private readonly tokens: Token[],
    private readonly roots: readonly string[],
  ) {}

  whole(): Expression {
    const expression = this.#level(0);
    const rest = this.#next();
    if (rest.kind !== 'end') throw new ExpressionError(`"${rest.value}" was not expected`);
    return expression;
  }

  #next(): Token {
    return this.tokens[this.#at++] ?? { kind: 'end', value: '' };
  }

  #take(symbol: string): boolean {
    const token = this.tokens[this.#at];
    if (token?.kind !== 'symbol' || token.value !== symbol) return false;
    this.#at++;
    return true;
  }

  #expect(symbol: string): void {
    if (!this.#take(symbol)) throw new ExpressionError(`"${symbol}" was expected`);
  }

  #level(index: number): Expression {
    const operators = LEVELS[index];
    if (!operators) return this.#unary();
    let left = this.#level(index + 1);
    for (;;) {
      const operator = operators.find((candidate) => this.#take(candidate));
      if (!operator) return left;
      left = { kind: 'binary', operator, left, right: this.#level(index + 1) };
    }
  }

  #unary(): Expression {
    if (++this.#depth > MAX_DEPTH) throw new ExpressionError('it is nested too deeply');
    try {
      return this.#take('!') ? { kind: 'not', operand: this.#unary() } : this.#primary();
    } finally {
      this.#depth--;
    }
  }

  #primary(): Expression {
    if (this.#take('(')) {
      const inner = this.#level(0);
      this.#expect(')');
      return inner;
    }
    const token = this.#next();
    if (token.kind === 'string' || token.kind === 'number') return { kind: 'literal', value: token.value };
    if (token.kind !== 'name')
      throw new ExpressionError(token.kind === 'end' ? 'it ends too early' : `"${token.value}" was not expected`);
    const word = WORDS[token.value];
    if (word !== undefined) return { kind: 'literal', value: word };
    if (!this.roots.includes(token.value)) {
      throw new ExpressionError(`"${token.value}" is not known here, only ${this.roots.join(' and ')}`);
    }
    return { kind: 'path', root: token.value, keys: this.#keys() };
  }

  #keys(): (string | number)[] {
    const keys: (string | number)[] = [];
    for (;;) {
      if (this.#take('.')) {
        const key = this.#next();
        if (key.kind !== 'name') throw new ExpressionError('a field name was expected after "."');
        keys.push(key.value);
      } else if (this.#take('[')) {
        const key = this.#next();
        if (key.kind !== 'string' && key.kind !== 'number')
          throw new ExpressionError('a literal was expected after "["');
        keys.push(key.value);
        this.#expect(']');
      } else if (this.#take('(')) {
        throw new ExpressionError('function calls are not supported');
      } else {
        return keys;
      }
    }
  }
}
