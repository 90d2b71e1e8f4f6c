import { describe, expect, test } from 'vitest';
import { productIdInHref } from './catalogue-ids';
import { readLinkPath } from './link-path';

describe('readLinkPath', () => {
  test.each([
    ['/c/254712345678', { kind: 'catalogue', sellerPhone: '254712345678' }],
    [
      '/sw/product/58264484107632310/254712345678',
      { kind: 'product', productId: '58264484107632310', sellerPhone: '254712345678' },
    ],
    ['/254712345678', { kind: 'refused', code: 'chat_link' }],
    [`/p/${'1'.repeat(100_000)}/254712345678`, { kind: 'refused', code: 'product_id_too_long' }],
    [`/c/${'1'.repeat(100_000)}`, { kind: 'refused', code: 'bad_phone' }],
  ])('%.60s', (path, read) => expect(readLinkPath(path)).toEqual(read));

  /** A page's links may be as long as the page; quadratic, one of these takes longer than the test may. */
  test.each([' ', 'a', '1', '1a', '%', '%20', '%E2%80%8B', '+', '.', '-', '\n', '👟', '/', '/c', '?', '#'])(
    'takes its time on 4 MB of %j in proportion',
    (unit) => {
      const long = unit.repeat(4_000_000 / unit.length);
      for (const path of [`/${long}1`, `/c/${long}1`, `/p/1/${long}1`, `/p/${long}/254712345678`, long]) {
        expect(readLinkPath(path).kind).toMatch(/refused|catalogue|product/);
        productIdInHref(path, '254712345678');
      }
    },
  );
});
