import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KEY_PATH, keyOf } from './function-definition';

const event = { name: 'a', data: { id: 7, kind: 'shoe', tags: ['x'], nested: { deep: null }, no: false } };

test.each([
  ['event.data.kind', 'shoe'],
  ['event.data.id', '7'],
  ['event.data.no', 'false'],
  ['event.data.tags', '["x"]'],
  ['event.data.nested', '{"deep":null}'],
  ['event.data.nested.deep', 'null'],
  ['event.data.missing.deeper', 'null'],
  ['event.data.constructor', 'null'],
  ['event.data.__proto__', 'null'],
  ['event.data.kind.length', 'null'],
])('%s is the key %s', (path, key) => {
  expect(path).toMatch(KEY_PATH);
  expect(keyOf(path, event)).toBe(key);
});

test.each(['', 'event', 'process.exit', 'event.data.id == 7', 'event.data["id"]', 'size(event.data.id)', 'event..id'])(
  '"%s" is no path',
  (text) => {
    expect(text).not.toMatch(KEY_PATH);
  },
);

test('whatever is a path gives a text for any event', () => {
  const names = fc.constantFrom('data', 'id', 'tags', 'length', 'toString', '__proto__');
  fc.assert(
    fc.property(fc.array(names, { minLength: 1 }), fc.dictionary(fc.string(), fc.jsonValue()), (fields, data) => {
      const path = ['event', ...fields].join('.');
      expect(path).toMatch(KEY_PATH);
      expect(typeof keyOf(path, { data })).toBe('string');
    }),
  );
});
