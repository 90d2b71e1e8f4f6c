import type { BinaryOperator, Expression } from './syntax';

export type Scope = Record<string, unknown>;

/** The expression's value. A field that is not there is null; a comparison of different types is false. Never throws. */
export function evaluateExpression(expression: Expression, scope: Scope): unknown {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'path':
      return readPath(scope[expression.root], expression.keys);
    case 'not':
      return evaluateExpression(expression.operand, scope) !== true;
    case 'binary':
      return evaluateBinary(expression, scope);
  }
}

/** The value as a key to group by. */
export function evaluateKey(expression: Expression, scope: Scope): string {
  const value = evaluateExpression(expression, scope);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function readPath(start: unknown, keys: (string | number)[]): unknown {
  let value = start;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value ?? null;
}

function evaluateBinary(
  { operator, left, right }: { operator: BinaryOperator; left: Expression; right: Expression },
  scope: Scope,
): unknown {
  const one = evaluateExpression(left, scope);
  if (operator === '&&') return one === true && evaluateExpression(right, scope) === true;
  if (operator === '||') return one === true || evaluateExpression(right, scope) === true;
  const other = evaluateExpression(right, scope);
  switch (operator) {
    case '==':
      return isEqual(one, other);
    case '!=':
      return !isEqual(one, other);
    case '+':
      return typeof one === 'number' && typeof other === 'number' ? one + other : `${asText(one)}${asText(other)}`;
    default:
      return compare(operator, one, other);
  }
}

function isEqual(one: unknown, other: unknown): boolean {
  if (typeof one === 'object' && typeof other === 'object') return JSON.stringify(one) === JSON.stringify(other);
  return one === other;
}

function compare(operator: '<' | '<=' | '>' | '>=', one: unknown, other: unknown): boolean {
  const comparable =
    (typeof one === 'number' && typeof other === 'number') || (typeof one === 'string' && typeof other === 'string');
  if (!comparable) return false;
  const sign = one < other ? -1 : one > other ? 1 : 0;
  if (operator === '<') return sign < 0;
  if (operator === '<=') return sign <= 0;
  return operator === '>' ? sign > 0 : sign >= 0;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
