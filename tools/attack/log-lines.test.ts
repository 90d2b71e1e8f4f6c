import { describe, expect, test } from 'vitest';
import { controlCharactersIn, errorsOf, formsOfPhone } from './log-lines';

describe('a log', () => {
  test('has errors by name and by number', () => {
    const log = ['{"level":"error","msg":"a"}', '{"level":50}', '{"level":"info"}', 'plain error', '{"level":60}'].join(
      '\n',
    );
    expect(errorsOf(log)).toHaveLength(3);
  });

  test.each(['\u001b[2J', 'a\u0007', '\u009b31m', 'x\u007f', '\u202etxt', 'a\rb'])(
    'has a control character in %j',
    (text) => {
      expect(controlCharactersIn(`before\n${text}\nafter`)).toEqual([text]);
    },
  );

  test('has none in what people write, nor in what JSON has escaped', () => {
    expect(controlCharactersIn('Karibu 🚚 dukani\tñ\n{"msg":"\\u001b[2J"}')).toEqual([]);
  });
});

describe('a phone', () => {
  const [international = /x/, local = /x/] = formsOfPhone('254711000999');

  test.each([
    '254711000999',
    '+254 711 000 999',
    '254-711-000-999',
    'x254711000999y',
    '%2B254%20711%20000%20999',
    '(254) 711.000.999',
  ])('is found as %s', (text) => expect(international.test(text)).toBe(true));

  test.each(['0711000999', '0711 000 999', '0711-000-999', 'tel0711000999'])('is found as %s', (text) => {
    expect(local.test(text)).toBe(true);
  });

  test.each(['254711000998', '2547110009991', '•••999', '10711000999'])('is not %s', (text) => {
    expect(international.test(text) || local.test(text)).toBe(false);
  });
});
