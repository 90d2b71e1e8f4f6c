import { expect, test } from 'vitest';
import { csvLine } from './csv';

test.each([
  ['plain', 'plain'],
  ['with, comma', '"with, comma"'],
  ['a "quote"', '"a ""quote"""'],
  ['two\nlines', '"two\nlines"'],
  [' kept ', '" kept "'],
  ['', ''],
  [null, ''],
  [-3.5, '-3.5'],
  [true, 'true'],
  // What a spreadsheet would carry out.
  ['=HYPERLINK("https://evil.example")', `"'=HYPERLINK(""https://evil.example"")"`],
  ['+254712345678', "'+254712345678"],
  ['-2+3', "'-2+3"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['  =1+1', "'  =1+1"],
  ["\t=cmd|' /C calc'!A0", "'\t=cmd|' /C calc'!A0"],
])('%j is written %j', (value, written) => {
  expect(csvLine([value])).toBe(`${written}\r\n`);
});

test('a line has all its cells', () => {
  expect(csvLine(['a', null, 3])).toBe('a,,3\r\n');
});
