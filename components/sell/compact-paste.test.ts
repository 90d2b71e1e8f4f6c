import { expect, test } from 'vitest';
import { readPastedLinks } from '@/lib/catalog/links';
import { compactPaste, productLinksOf } from './compact-paste';

const ORIGIN = 'https://wa.me';
const PHONE = '254712345678';

test('a sheet of thousands of rows is sent as its links, all of them, within what the API takes', () => {
  const rows = Array.from(
    { length: 5_000 },
    (_, i) =>
      `${i};"Kitenge dress, size 12";https://www.whatsapp.com/product/${10 ** 15 + i}/${PHONE}/?app_absent=0;KES`,
  );
  const sheet = `No;Name;Link;Currency\n${rows.join('\r\n')}`;
  const compact = compactPaste(readPastedLinks(sheet), ORIGIN);
  expect(readPastedLinks(compact).products).toEqual(readPastedLinks(sheet).products);
  expect(readPastedLinks(compact).products).toHaveLength(5_000);
  expect(JSON.stringify({ text: compact }).length).toBeLessThan(512 * 1024);
});

test('what could not be used is still told, and what one paste may not hold too', () => {
  const links = Array.from({ length: 5_010 }, (_, i) => `https://wa.me/p/${i + 1}/${PHONE}`);
  const text = `karibu https://wa.me/${PHONE} https://example.com/x https://wa.me/c/${PHONE} ${links.join(' ')}`;
  const read = readPastedLinks(text);
  const again = readPastedLinks(compactPaste(read, ORIGIN));
  expect(again.catalogues).toEqual([PHONE]);
  const codes = (refused: typeof read.refused) => refused.map(({ code }) => code).sort();
  expect(codes(again.refused)).toEqual(codes(read.refused));
  expect(codes(read.refused).filter((code) => code === 'too_many_links')).toHaveLength(11);
});

test('only one seller’s product links', () => {
  const text = `https://wa.me/p/1/${PHONE} https://wa.me/p/2/254722000111 https://wa.me/c/${PHONE} and more`;
  expect(productLinksOf(readPastedLinks(text), PHONE, 'http://127.0.0.1:4600')).toBe(
    `http://127.0.0.1:4600/p/1/${PHONE}`,
  );
});
