import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visibleLines, visibleText } from './visible-text';

test.each([
  ['colours and movements', '\u001b[2J\u001b[31mred', '\\u001b[2J\\u001b[31mred'],
  ['the same in one character', '\u009b31mred', '\\u009b31mred'],
  [
    'a link in disguise',
    '\u001b]8;;http://evil.example\u0007bank\u001b]8;;\u0007',
    '\\u001b]8;;http://evil.example\\u0007bank\\u001b]8;;\\u0007',
  ],
  ['an overwritten line', 'ok\rfailed', 'ok\\u000dfailed'],
  ['a forged line', 'bag\nsoko | stopped', 'bag\\u000asoko | stopped'],
  ['separators', 'a\u2028b\u2029c\u0085d', 'a\\u2028b\\u2029c\\u0085d'],
  ['turned text', 'a\u202egnp.exe\u2066b\u200fc\u061c', 'a\\u202egnp.exe\\u2066b\\u200fc\\u061c'],
  ['what is not seen', 'a\u200bb\ufeffc\u00add\u2060e', 'a\\u200bb\\ufeffc\\u00add\\u2060e'],
  ['tags', 'a\u{e0041}b', 'a\\udb40\\udc41b'],
  ['half a character', 'a\ud800b', 'a\\ud800b'],
  ['DEL and backspace', 'a\u007f\b', 'a\\u007f\\u0008'],
])('%s are shown, not obeyed', (_what, text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

const SHOWN = ['Kitenge ya Mama 💃🏽 – Ksh 1,500', '👩‍👩‍👧 family', 'مرحبا', 'é ñ 中文'];
test.each(SHOWN)('%s stays as it is', (text) => {
  expect(visibleText(text)).toBe(text);
});

test('JSON keeps its meaning', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const line = visibleText(JSON.stringify({ text }));
      expect(JSON.parse(line)).toEqual({ text });
      // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
    }),
  );
});

test('lines stay lines', () => {
  expect(visibleLines('a\r\nb\u001bc')).toBe('a\\u000d\nb\\u001bc');
});
