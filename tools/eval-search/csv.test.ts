import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCsv } from './csv';

describe('parseCsv', () => {
  test.each([
    [
      'file,label\na.jpg,red dress\n',
      [
        ['file', 'label'],
        ['a.jpg', 'red dress'],
      ],
    ],
    [
      '\uFEFFfile,label\r\n"b, c.jpg","said ""new"""\r\n',
      [
        ['file', 'label'],
        ['b, c.jpg', 'said "new"'],
      ],
    ],
    [
      'a,"two\nlines"\n\n\nb,',
      [
        ['a', 'two\nlines'],
        ['b', ''],
      ],
    ],
    ['', []],
  ])('reads %j', (text, rows) => {
    expect(parseCsv(text)).toEqual(rows);
  });

  test('names the line of a quote that is never closed', () => {
    expect(() => parseCsv('a,b\nc,"d\n')).toThrow('line 2');
  });

  test('reads back whatever was written', () => {
    const field = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r\n', ' ', 'é') });
    // A row of one empty field is an empty line, which is left out.
    const rows = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { maxLength: 5 });
    fc.assert(
      fc.property(rows, (expected) => {
        const write = (value: string): string => `"${value.replaceAll('"', '""')}"`;
        expect(parseCsv(expected.map((row) => row.map(write).join(',')).join('\n'))).toEqual(expected);
      }),
    );
  });
});
