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
