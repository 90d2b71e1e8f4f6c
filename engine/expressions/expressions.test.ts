import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluateExpression, evaluateKey } from './evaluate-expression';
import { parseExpression } from './parse-expression';
import { ExpressionError } from './syntax';

const event = { name: 'a', data: { id: 7, kind: 'shoe', tags: ['x', 'y'], 'odd key': true, nested: { deep: null } } };
const scope = { event, async: { data: { id: 7 } } };
const value = (source: string) => evaluateExpression(parseExpression(source, ['event', 'async']), scope);

test.each([
  ["event.data.kind == 'shoe'", true],
  ['event.data.id == async.data.id', true],
  ['event.data.id != 7 || event.data.kind == "shoe"', true],
  ['event.data.id == 7 && event.data.kind != "shoe"', false],
  ['!(event.data.id > 8)', true],
  ['event.data.id >= 7 && event.data.id <= 7', true],
  ['event.data.id == "7"', false],
  ['event.data.missing.deeper == null', true],
  ["event.data['odd key']", true],
  ['event.data.tags[1]', 'y'],
  ['event.data.kind + "-" + event.data.id', 'shoe-7'],
  ['1 + 2 == 3', true],
  ["'it\\'s' == \"it's\"", true],
  ['false || true && false', false],
  ['event.data.constructor == null && event.data.__proto__ == null', true],
])('%s is %j', (source, expected) => {
  expect(value(source)).toEqual(expected);
});

test.each([
  ['process.exit', 'not known here'],
  ['event.data.items.exists(i, i == 1)', 'function calls'],
  ['event.data.id ==', 'ends too early'],
  ['event.data.id == 1 1', 'not expected'],
  ['event.data.id ? 1 : 2', 'not understood'],
  ['(event.data.id', '")" was expected'],
  [`${'('.repeat(100)}1`, 'too deeply'],
])('%s is refused: %s', (source, why) => {
  expect(() => parseExpression(source, ['event'])).toThrow(ExpressionError);
  expect(() => parseExpression(source, ['event'])).toThrow(why);
});

test('a key is text, whatever its type', () => {
  const key = (source: string) => evaluateKey(parseExpression(source, ['event']), scope);
  expect(key('event.data.id')).toBe('7');
  expect(key('event.data.kind')).toBe('shoe');
  expect(key('event.data.missing')).toBe('null');
});

test('any text is either read or refused, and what is read never throws', () => {
  const pieces = fc.constantFrom(
    'event',
    '.',
    'data',
    '==',
    '&&',
    '(',
    ')',
    '!',
    '"a"',
    '1',
    '+',
    '[',
    ']',
    ' ',
    'x',
    '<',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces, { maxLength: 30 }).map((list) => list.join('')),
      ),
      (source) => {
        try {
          evaluateExpression(parseExpression(source, ['event']), scope);
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionError);
        }
      },
    ),
  );
});
