import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { decodeHtml } from './charset';

// Only against a reader that is quadratic: hundreds of texts on a machine that is busy take their time.
vi.setConfig({ testTimeout: 60_000 });

const text = '<meta charset="x">Kitengé 👗 ñ';
const latin = (html: string): Buffer => Buffer.from(html, 'latin1');

describe('decodeHtml', () => {
  test.each([
    ['utf-8, as declared', Buffer.from(text), 'text/html; charset=utf-8'],
    ['utf-8, declared as latin-1', Buffer.from(text), 'text/html; charset=ISO-8859-1'],
    ['utf-8, undeclared', Buffer.from(text), undefined],
    [
      'utf-8, with a mark',
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]),
      'text/html; charset=windows-1251',
    ],
    ['utf-16le, undeclared', Buffer.from(text, 'utf16le'), undefined],
    [
      'utf-16le, with a mark',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
      'text/html; charset=utf-8',
    ],
    [
      'utf-16be, with a mark',
      Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]),
      undefined,
    ],
  ])('%s', (_name, bytes, contentType) => expect(decodeHtml(bytes, contentType)).toBe(text));

  test('believes a declaration that the bytes do not contradict', () => {
    expect(decodeHtml(latin('caf\xe9!'), 'text/html; charset=iso-8859-1')).toBe('café!');
    expect(decodeHtml(latin('caf\xe9!'), 'text/html; charset="UTF-8"')).toBe('café!');
    expect(decodeHtml(latin('<meta charset=windows-1251>\xe9!'), undefined)).toContain('й');
    expect(
      decodeHtml(latin('<meta http-equiv="content-type" content="text/html; charset=windows-1251">\xe9!'), 'text/html'),
    ).toContain('й');
    expect(decodeHtml(latin('caf\xe9!'), 'text/html; charset=klingon')).toBe('café!');
  });

  test('does not mind that the last character was cut', () => {
    expect(decodeHtml(Buffer.from('Bei 👗').subarray(0, -2), undefined)).toBe('Bei ');
  });

  const bad = (before: string, bytes: number[], after: string) =>
    Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]);
  test.each([
    ['a latin-1 letter', [0xe9], '\ufffd'],
    ['the start of a character', [0xf0, 0x9f], '\ufffd'],
    ['what continues none', [0xbf], '\ufffd'],
    ['half of a surrogate pair', [0xed, 0xa0, 0xbd], '\ufffd'],
    ['a surrogate pair, as Java writes it', [0xed, 0xa0, 0xbd, 0xed, 0xb1, 0x97], '👗'],
    ['a zero of two bytes', [0xc0, 0x80], '\ufffd\ufffd'],
  ])('loses no other character to %s', (_name, bytes, read) => {
    const page = bad('<meta charset=utf-8>Kitengé 👗 ', bytes, '! ñandú 👟');
    for (const type of [
      'text/html; charset=utf-8',
      'text/html',
      'text/html; charset=iso-8859-1',
      'text/html; charset=x',
    ])
      expect(decodeHtml(page, type)).toBe(`<meta charset=utf-8>Kitengé 👗 ${read}! ñandú 👟`);
  });

  test('loses no other character where all others are ASCII', () => {
    expect(decodeHtml(bad('Shoes ', [0xed, 0xa0, 0xbd], ' from Duka'), 'text/html; charset=utf-8')).toBe(
      'Shoes \ufffd from Duka',
    );
    expect(decodeHtml(bad('\ufeffShoes 👟 ', [0xe9], ' from Duka'), undefined)).toBe('Shoes 👟 \ufffd from Duka');
  });

  test('takes no page for UTF-8 that is mostly something else', () => {
    const french = 'Chaussures d\xe9t\xe9 pour fillettes \xe0 Abidjan, cr\xe9\xe9es \xe0 la main \xc3\xa9';
    expect(decodeHtml(latin(french), 'text/html')).toBe(french);
    expect(decodeHtml(latin(french), 'text/html; charset=latin1')).toBe(french);
    const russian = Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0xc2, 0xb5]);
    expect(decodeHtml(russian, 'text/html; charset=windows-1251')).toBe('ПриветВµ');
  });

  test('knows UTF-16 by its zeros, whatever it begins with', () => {
    expect(decodeHtml(Buffer.from('\n<!DOCTYPE html>', 'utf16le'), undefined)).toBe('\n<!DOCTYPE html>');
  });

  test('one bad byte costs one character, wherever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        fc.pre(!before.startsWith('\ufeff'));
        const read = decodeHtml(bad(`<p>👗${before}`, [0xff], `${after}`), 'text/html; charset=utf-8');
        expect(read).toBe(`<p>👗${before}\ufffd${after}`);
      }),
    );
  });

  test('gives back any text in UTF-8, and never throws on any bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('utf-8', 'latin1', 'nonsense', ''), (any, label) => {
        fc.pre(!any.startsWith('\ufeff'));
        expect(decodeHtml(Buffer.from(`<p>${any}`), `text/html; charset=${label}`)).toBe(`<p>${any}`);
      }),
    );
    fc.assert(fc.property(fc.uint8Array(), fc.string(), (bytes, label) => void decodeHtml(bytes, label)));
  });
});
