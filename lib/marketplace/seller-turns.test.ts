import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byTurn, chooseNewest, inTurns, type ListedProduct, type NewestAsked, newestFirst } from './seller-turns';

/** Products of a few sellers, many listed in the same moment, newest first. */
const market = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 40 })), { maxLength: 400 })
  .map((rows) =>
    rows
      .map(
        ([seller, listedAt], at): ListedProduct => ({ productId: String(at), sellerPhone: `2547${seller}`, listedAt }),
      )
      .sort(newestFirst),
  );

/** One upload of `bulk` products, then `others` sellers with `each` older ones. */
function bulkAndOthers(bulk: number, others: number, each: number): ListedProduct[] {
  const upload = Array.from({ length: bulk }, (_, at) => ({ sellerPhone: 'bulk', listedAt: 1_000_000 + at }));
  const older = Array.from({ length: others * each }, (_, at) => ({
    sellerPhone: `other ${at % others}`,
    listedAt: 900_000 - at,
  }));
  return [...upload, ...older].map((row, at) => ({ ...row, productId: String(at) })).sort(newestFirst);
}

/** As the database would find them. */
function readFrom(products: readonly ListedProduct[]) {
  return async ({ among, ofASeller, without }: NewestAsked) => {
    const others = products.filter((row) => !without.includes(row.sellerPhone));
    const seen = new Map<string, number>();
    const found = others.slice(0, among).filter(({ sellerPhone }) => {
      seen.set(sellerPhone, (seen.get(sellerPhone) ?? 0) + 1);
      return (seen.get(sellerPhone) ?? 0) <= ofASeller;
    });
    return { products: found, more: others.length > among };
  };
}

const idsOf = (products: readonly ListedProduct[]) => products.map(({ productId }) => productId);

describe('sellers in turn', () => {
  test('have each product once, the newest of a seller first, and the newest of all at the beginning', () => {
    fc.assert(
      fc.property(market, (products) => {
        const arranged = inTurns(products);
        expect(idsOf(arranged).sort()).toEqual(idsOf(products).sort());
        expect(arranged[0]?.productId).toBe(products[0]?.productId);
        for (const seller of new Set(products.map((row) => row.sellerPhone))) {
          const of = (rows: readonly ListedProduct[]) => idsOf(rows.filter((row) => row.sellerPhone === seller));
          expect(of(arranged)).toEqual(of(products));
        }
      }),
    );
  });

  test('are never more than two products ahead of a seller who has something left', () => {
    fc.assert(
      fc.property(market, (products) => {
        const left = new Map<string, number>();
        for (const { sellerPhone } of products) left.set(sellerPhone, (left.get(sellerPhone) ?? 0) + 1);
        const shown = new Map([...left.keys()].map((seller) => [seller, 0]));
        for (const { sellerPhone } of inTurns(products)) {
          const count = (shown.get(sellerPhone) ?? 0) + 1;
          shown.set(sellerPhone, count);
          left.set(sellerPhone, (left.get(sellerPhone) ?? 0) - 1);
          const waiting = [...shown].filter(([seller]) => (left.get(seller) ?? 0) > 0).map(([, seen]) => seen);
          expect(count - Math.min(count, ...waiting)).toBeLessThanOrEqual(2);
        }
      }),
    );
  });

  test('keep their places when another seller’s product is taken down', () => {
    fc.assert(
      fc.property(market, fc.nat(), (products, at) => {
        const gone = products[at % Math.max(1, products.length)];
        const others = (rows: readonly ListedProduct[]) =>
          inTurns(rows).filter((row) => row.sellerPhone !== gone?.sellerPhone);
        expect(others(products.filter((row) => row !== gone))).toEqual(others(products));
      }),
    );
  });

  test('stand as they are compared', () => {
    fc.assert(
      fc.property(market, (products) => {
        const arranged = inTurns(products);
        for (const [at, place] of arranged.entries()) {
          const next = arranged[at + 1];
          expect(byTurn(place, place)).toBe(0);
          if (next !== undefined) expect(byTurn(place, next)).toBeLessThan(0);
        }
      }),
    );
  });
});

describe('the products that are arranged', () => {
  test.each([
    [300, 40, 20, 2],
    [5_000, 15, 20, 2],
    [5_000, 5, 50, 6],
    [100, 1, 500, 16],
    [100_000, 30, 5, 2],
  ])('after %i of one upload, %i sellers with %i each: at most %i of it on the first page', async (...given) => {
    const [bulk, others, each, most] = given;
    const first = inTurns(await chooseNewest(readFrom(bulkAndOthers(bulk, others, each)))).slice(0, 30);
    expect(first[0]?.sellerPhone).toBe('bulk');
    expect(first.filter(({ sellerPhone }) => sellerPhone === 'bulk').length).toBeLessThanOrEqual(most);
  });

  test('are the newest of each seller', async () => {
    await fc.assert(
      fc.asyncProperty(market, async (products) => {
        const chosen = await chooseNewest(readFrom(products));
        expect(chosen).toEqual(chosen.toSorted(newestFirst));
        for (const seller of new Set(products.map((row) => row.sellerPhone))) {
          const of = (rows: readonly ListedProduct[]) => idsOf(rows.filter((row) => row.sellerPhone === seller));
          expect(of(chosen)).toEqual(of(products).slice(0, of(chosen).length));
          if (chosen.length < 240) expect(of(chosen)).toHaveLength(Math.min(16, of(products).length));
        }
      }),
    );
  });

  test('are found behind several large uploads', async () => {
    const uploads = ['a', 'b', 'c'].flatMap((seller, place) =>
      Array.from({ length: 3_000 }, (_, at) => ({
        productId: `${place}${at}`,
        sellerPhone: seller,
        listedAt: 2_000_000 - place * 10_000 - at,
      })),
    );
    const chosen = await chooseNewest(readFrom([...uploads, ...bulkAndOthers(1, 25, 9)]));
    expect(new Set(chosen.map(({ sellerPhone }) => sellerPhone)).size).toBe(29);
    expect(chosen).toHaveLength(240);
  });
});
