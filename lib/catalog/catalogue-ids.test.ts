import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { productIdInHref, productIdsInJson } from './catalogue-ids';

// Only against a reader that is quadratic: hundreds of texts on a machine that is busy take their time.
vi.setConfig({ testTimeout: 60_000 });

const phone = '254712345678';
const id = '58264484107632310';

describe('productIdInHref', () => {
  test.each([
    `/p/${id}/${phone}`,
    `https://wa.me/p/${id}/${phone}`,
    `/product/${id}/${phone}?app_absent=0`,
    `https://www.whatsapp.com/sw/product/${id}/${phone}#x`,
  ])('%s', (href) => expect(productIdInHref(href, phone)).toBe(id));

  test.each([`/p/${id}/254700000000`, `/p/${id}`, `/c/${phone}`, '#', '', `?/p/${id}/${phone}`, `/p/abc/${phone}`])(
    '%j is none of this seller',
    (href) => {
      expect(productIdInHref(href, phone)).toBeNull();
    },
  );
});

describe('productIdsInJson', () => {
  const ids = (data: unknown): string[] =>
    productIdsInJson(typeof data === 'string' ? data : JSON.stringify(data), phone);

  test('finds products by their links, whether slashes are escaped or not', () => {
    expect(
      ids(`{"a":"https:\\/\\/wa.me\\/p\\/1\\/${phone}","b":"/product/2/${phone}","c":"/p/3/254700000000"}`),
    ).toEqual(['1', '2']);
    expect(ids(`window.x = "/p/4/${phone}"`)).toEqual(['4']);
  });

  test('finds products by what they are', () => {
    expect(
      ids({
        catalog: {
          business_jid: `${phone}@s.whatsapp.net`,
          products: { edges: [{ node: { __typename: 'XFBWhatsAppProduct', product_id: id, name: 'x' } }] },
        },
        build: '7412589630123456',
      }),
    ).toEqual([id]);
    expect(ids({ data: { products: [{ id, name: 'x', price: 1 }] } })).toEqual([id]);
  });

  test('keeps every digit of ids that are numbers', () => {
    expect(ids(`{"products":[{"product_id": ${id} }]}`)).toEqual([id]);
  });

  test('reads JSON behind a guard', () => {
    expect(ids(`for (;;);{"products":[{"product_id":"${id}"}]}`)).toEqual([id]);
  });

  test('leaves other sellers’ products and other numbers alone', () => {
    expect(ids({ jid: '254700000000@c.us', products: [{ product_id: id }] })).toEqual([]);
    expect(
      ids({
        related: [
          { seller_phone: '254700000000', product_id: '11111' },
          { seller_phone: phone, product_id: '22222' },
        ],
      }),
    ).toEqual(['22222']);
    expect(ids({ id, name: 'user', price: 1 })).toEqual([]);
    expect(ids({ products: [{ id, name: 'category' }] })).toEqual([]);
    expect(
      ids({
        products: [
          { product_id: 'abc' },
          { product_id: '123456789012345678901' },
          { product_id: 1.5 },
          { product_id: null },
        ],
      }),
    ).toEqual([]);
  });

  test('survives any text, and depth', () => {
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => void ids(text)));
    expect(ids('['.repeat(100_000))).toEqual([]);
    expect(ids(`${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`)).toEqual([]);
  });

  test.each(['/p/1', '1', '[1,', '{"a":', ',123456789012345678'])(
    'takes its time on 500 kB of %j in proportion',
    (unit) => {
      ids(unit.repeat(500_000 / unit.length));
    },
  );
});
