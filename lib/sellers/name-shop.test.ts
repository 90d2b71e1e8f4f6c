import { expect, test } from 'vitest';
import { readShopName } from './name-shop';

test.each([
  ['Mama Njeri Fashions', 'Mama Njeri Fashions'],
  ['  Duka \n la   Amina ', 'Duka la Amina'],
  ['No. 1 Shoes & Bags', 'No. 1 Shoes & Bags'],
  ['\u202eevil\u202c Shop', 'evil Shop'],
  ['متجر', 'متجر'],
  ['', null],
  [' \u200b ', null],
])('%j is %j', (given, name) => {
  expect(readShopName(given)).toBe(name);
});

test.each(['Call 0712 345 678', 'shop.example.com', 'https://x.y', 'me@shop', '<b>Shop</b>', '!!!', 'x'.repeat(61)])(
  '%j is refused',
  (given) => {
    expect(() => readShopName(given)).toThrowError(expect.objectContaining({ code: 'shop_name_refused' }));
  },
);
