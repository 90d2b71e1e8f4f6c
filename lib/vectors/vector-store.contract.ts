import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareIds } from './check-vector';
import type { VectorAttributes, VectorEntry, VectorMatch, VectorQuery, VectorStore } from './vector-store';

export const CONTRACT_DIMENSIONS = 32;

export interface ContractStores<Store extends VectorStore> {
  /** A store of the space, CONTRACT_DIMENSIONS wide. Two stores of one space are two processes. */
  open(space: string): Store;
  /** Has searches of this store see all that was written before, by any process. */
  catchUp(store: Store): Promise<unknown>;
}

/** What every VectorStore does, whatever lies under it. */
export function describeVectorStore<Store extends VectorStore>(
  name: string,
  { open, catchUp }: ContractStores<Store>,
): void {
  const searchNow = async (store: Store, query: VectorQuery): Promise<VectorMatch[]> => {
    await catchUp(store);
    return store.search(query);
  };
  const nearest = (store: Store, vector: Float32Array, limit = 50): Promise<VectorMatch[]> =>
    searchNow(store, { vector, limit });

  describe(`VectorStore contract: ${name}`, () => {
    const opened: Store[] = [];
    let spaces = 0;
    const spaceName = (): string => `contract/${name} ${process.pid} ${Date.now()} ${++spaces}`;
    async function openStore(space = spaceName()): Promise<Store> {
      const store = open(space);
      opened.push(store);
      return store;
    }
    afterAll(async () => {
      await Promise.all(opened.map((store) => store.close()));
    });

    describe('what is stored', () => {
      test('is empty at first', async () => {
        const store = await openStore();
        expect(await store.count()).toBe(0);
        expect(await nearest(store, vectorOf(1))).toEqual([]);
        expect(await store.get(['1'])).toEqual(new Map());
        await store.ping();
      });

      test('is found again, once, however often it is written', async () => {
        const store = await openStore();
        const entries = [entryOf(1), entryOf(2), entryOf(3)];
        await store.upsert(entries);
        await store.upsert(entries);
        expect(await store.count()).toBe(3);
        const [first, ...others] = await nearest(store, vectorOf(2));
        expect(first?.productId).toBe('2');
        expect(first?.score).toBeCloseTo(1, 4);
        expect(others).toHaveLength(2);
      });

      test('takes 17- and 20-digit ids as they are', async () => {
        const store = await openStore();
        const ids = ['58264484107632317', '00000000000000000007', '18446744073709551616'];
        await store.upsert(ids.map((productId, at) => ({ ...entryOf(at), productId })));
        const found = await nearest(store, vectorOf(0));
        expect(found.map(({ productId }) => productId).sort()).toEqual([...ids].sort());
        expect([...(await store.get(ids)).keys()].sort()).toEqual([...ids].sort());
      });

      test('keeps the last of an id given twice in one call', async () => {
        const store = await openStore();
        await store.upsert([entryOf(1), { ...entryOf(1), vector: vectorOf(50) }, entryOf(2)]);
        expect(await store.count()).toBe(2);
        expect((await nearest(store, vectorOf(50)))[0]?.score).toBeCloseTo(1, 4);
        expectVector((await store.get(['1'])).get('1'), vectorOf(50));
      });

      test('is replaced, vector and attributes', async () => {
        const store = await openStore();
        await store.upsert([entryOf(1, { category: 'shoes', priceAmount: 100 })]);
        await store.upsert([{ ...entryOf(1, { category: 'bags', priceAmount: null }), vector: vectorOf(9) }]);
        const search = (filter: object): Promise<VectorMatch[]> =>
          searchNow(store, { vector: vectorOf(9), limit: 5, filter });
        expect(await search({ category: 'shoes' })).toEqual([]);
        expect(await search({ minPrice: 0 })).toEqual([]);
        const [match] = await search({ category: 'bags' });
        expect(match?.score).toBeCloseTo(1, 4);
      });

      test('is gone once removed, and can come back', async () => {
        const store = await openStore();
        await store.upsert([entryOf(1), entryOf(2)]);
        await store.remove(['2', '2', '404']);
        await store.remove(['2']);
        await store.remove([]);
        expect(await store.count()).toBe(1);
        expect(idsOf(await nearest(store, vectorOf(2)))).toEqual(['1']);
        expect(await store.get(['1', '2', '404'])).toHaveProperty('size', 1);
        await store.upsert([entryOf(2)]);
        expect(idsOf(await nearest(store, vectorOf(2)))).toEqual(['2', '1']);
      });

      test('is all gone once the space is dropped, for every process, and can be begun anew', async () => {
        const store = await openStore();
        const other = await openStore(store.space);
        const bystander = await openStore();
        await store.upsert([entryOf(1), entryOf(2)]);
        await bystander.upsert([entryOf(1)]);
        expect(await nearest(other, vectorOf(1))).toHaveLength(2);
        await store.drop();
        await store.drop();
        expect(await store.count()).toBe(0);
        expect(await nearest(other, vectorOf(1))).toEqual([]);
        expect(await bystander.count()).toBe(1);
        await store.upsert([entryOf(3)]);
        expect(idsOf(await nearest(other, vectorOf(3)))).toEqual(['3']);
      });

      test('belongs to its space alone', async () => {
        const one = await openStore();
        const other = await openStore();
        await one.upsert([entryOf(1)]);
        await other.upsert([entryOf(2), entryOf(3)]);
        await other.remove(['1']);
        expect(one.space).not.toBe(other.space);
        expect(idsOf(await nearest(one, vectorOf(1)))).toEqual(['1']);
        expect(await other.count()).toBe(2);
      });

      test('is refused when it can not be right, and nothing of that call is stored', async () => {
        const store = await openStore();
        const good = entryOf(1);
        const wrong: Float32Array[] = [
          vectorOf(1).slice(1),
          new Float32Array(CONTRACT_DIMENSIONS + 1),
          new Float32Array(CONTRACT_DIMENSIONS),
          vectorOf(1).map((value) => value * 2),
          vectorOf(1).with(3, Number.NaN),
          vectorOf(1).with(3, Number.POSITIVE_INFINITY),
        ];
        for (const vector of wrong) {
          const invalid = expect.objectContaining({ code: 'vector_invalid', retry: { again: false } });
          await expect(store.upsert([good, { ...entryOf(2), vector }])).rejects.toEqual(invalid);
          await expect(store.search({ vector, limit: 3 })).rejects.toEqual(invalid);
        }
        for (const productId of ['', 'abc', '1"', '123456789012345678901', "1' or '1'=='1"]) {
          await expect(store.upsert([{ ...good, productId }])).rejects.toMatchObject({ code: 'vector_invalid' });
        }
        expect(await store.count()).toBe(0);
      });
    });

    describe('a search', () => {
      const catalogue = Array.from({ length: 300 }, (_, at) =>
        entryOf(at, {
          sellerPhone: `25470000000${at % 7}`,
          category: at % 5 === 0 ? null : (['shoes', 'bags', 'a "quoted" \\ category', "it's"][at % 4] ?? null),
          priceAmount: at % 3 === 0 ? null : at * 10.5,
          priceCurrency: at % 3 === 0 ? null : at % 2 === 0 ? 'KES' : 'UGX',
        }),
      );
      let store: Store;
      beforeAll(async () => {
        store = await openStore();
        await store.upsert(catalogue);
      });

      test('orders as comparing one by one does', async () => {
        for (const seed of [1000, 1001, 1002]) {
          const expected = bruteForce(catalogue, vectorOf(seed)).slice(0, 24);
          const found = await nearest(store, vectorOf(seed), 24);
          expect(idsOf(found)).toEqual(idsOf(expected));
          for (const [at, { score }] of found.entries())
            expect(score).toBeCloseTo(expected[at]?.score ?? Number.NaN, 4);
        }
      });

      test('goes on where the page before ended', async () => {
        const all = await nearest(store, vectorOf(1003), 30);
        const pages = [];
        for (const offset of [0, 10, 20]) {
          pages.push(...(await store.search({ vector: vectorOf(1003), limit: 10, offset })));
        }
        expect(idsOf(pages)).toEqual(idsOf(all));
        expect(await store.search({ vector: vectorOf(1003), limit: 10, offset: 300 })).toEqual([]);
      });

      test.each([
        [{ sellerPhone: '254700000003' }],
        [{ category: 'shoes' }],
        [{ category: 'a "quoted" \\ category' }],
        [{ category: "it's" }],
        [{ category: 'no such category' }],
        [{ sellerPhone: '" or "" == "' }],
        [{ minPrice: 210 }],
        [{ maxPrice: 210 }],
        [{ minPrice: 210, maxPrice: 210 }],
        [{ minPrice: 500, maxPrice: 900, priceCurrency: 'KES' }],
        [{ priceCurrency: 'UGX', category: 'bags', sellerPhone: '254700000005', minPrice: 0 }],
        [{}],
      ])('finds only what passes %j', async (filter) => {
        const passing = catalogue.filter(({ attributes }) => passes(attributes, filter));
        const found = await searchNow(store, { vector: vectorOf(7), limit: 300, filter });
        expect(idsOf(found)).toEqual(idsOf(bruteForce(passing, vectorOf(7))));
      });

      test('refuses a page that is none', async () => {
        for (const page of [{ limit: 0 }, { limit: -1 }, { limit: 1.5 }, { limit: 5, offset: -1 }, { limit: 20_000 }]) {
          await expect(store.search({ vector: vectorOf(1), ...page })).rejects.toMatchObject({
            code: 'vector_invalid',
          });
        }
      });

      test('puts products with the same vector in the order of their ids', async () => {
        const twins = await openStore();
        await twins.upsert([...['30', '4', '100', '9'].map((productId) => ({ ...entryOf(1), productId })), entryOf(2)]);
        expect(idsOf(await nearest(twins, vectorOf(1))).slice(0, 4)).toEqual(['100', '30', '4', '9']);
        const page = await twins.search({ vector: vectorOf(1), limit: 2, offset: 1 });
        expect(idsOf(page)).toEqual(['30', '4']);
      });

      test('gives stored vectors back', async () => {
        const found = await store.get(['3', '299', '5000', '3']);
        expect([...found.keys()].sort()).toEqual(['299', '3']);
        expectVector(found.get('299'), vectorOf(299));
      });
    });

    describe('two processes', () => {
      test('read each other’s writes when they ask for it', async () => {
        const space = spaceName();
        const [one, other] = [await openStore(space), await openStore(space)];
        for (let at = 0; at < 8; at += 1) {
          await one.upsert([entryOf(at)]);
          expect((await nearest(other, vectorOf(at)))[0]?.productId).toBe(String(at));
          if (at % 2 === 0) await other.remove([String(at)]);
        }
        expect(idsOf(await nearest(one, vectorOf(1))).sort()).toEqual(['1', '3', '5', '7']);
      });

      test('write at once without losing anything', async () => {
        const space = spaceName();
        const stores = await Promise.all([openStore(space), openStore(space), openStore(space)]);
        const mine = (process: number): VectorEntry[] =>
          Array.from({ length: 40 }, (_, at) => entryOf(process * 1000 + at)).concat(
            Array.from({ length: 20 }, (_, at) => entryOf(9000 + ((at * 7 + process * 3) % 20))),
          );
        await Promise.all(
          stores.map(async (store, process) => {
            await store.upsert(mine(process));
            await store.remove([String(process * 1000)]);
            await store.upsert(mine(process).slice(1, 30));
          }),
        );
        const expected = [0, 1, 2].flatMap(mine).map(({ productId }) => productId);
        const left = new Set(expected.filter((id) => !['0', '1000', '2000'].includes(id)));
        for (const store of stores) {
          expect(await store.count()).toBe(left.size);
          const found = await searchNow(store, { vector: vectorOf(1), limit: 500 });
          expect(new Set(idsOf(found))).toEqual(left);
        }
      });
    });
  });
}

const idsOf = (matches: readonly { productId: string }[]): string[] => matches.map(({ productId }) => productId);

export function entryOf(seed: number, attributes: Partial<VectorAttributes> = {}): VectorEntry {
  const rest = { sellerPhone: '254700000000', category: null, priceAmount: null, priceCurrency: null };
  return { productId: String(seed), vector: vectorOf(seed), attributes: { ...rest, ...attributes } };
}

/** The same vector for the same seed, any two of them clearly apart. */
export function vectorOf(seed: number, dimensions = CONTRACT_DIMENSIONS): Float32Array {
  let state = (seed + 1) * 0x9e3779b9;
  const values = Float32Array.from({ length: dimensions }, () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 31 - 1;
  });
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  return values.map((value) => value / length);
}

export function bruteForce(entries: readonly VectorEntry[], query: Float32Array): VectorMatch[] {
  return entries
    .map(({ productId, vector }) => ({
      productId,
      score: vector.reduce((sum, value, at) => sum + value * (query[at] ?? 0), 0),
    }))
    .sort((a, b) => b.score - a.score || compareIds(a.productId, b.productId));
}

interface Filter {
  sellerPhone?: string;
  category?: string;
  priceCurrency?: string;
  minPrice?: number;
  maxPrice?: number;
}

/** Written apart from the adapters, to check them by. */
export function passes(attributes: VectorAttributes, filter: Filter): boolean {
  const { priceAmount } = attributes;
  if (filter.sellerPhone !== undefined && attributes.sellerPhone !== filter.sellerPhone) return false;
  if (filter.category !== undefined && attributes.category !== filter.category) return false;
  if (filter.priceCurrency !== undefined && attributes.priceCurrency !== filter.priceCurrency) return false;
  if (filter.minPrice !== undefined && (priceAmount === null || priceAmount < filter.minPrice)) return false;
  return filter.maxPrice === undefined || (priceAmount !== null && priceAmount <= filter.maxPrice);
}

function expectVector(actual: Float32Array | undefined, expected: Float32Array): void {
  expect(actual).toBeDefined();
  expect([...(actual ?? [])]).toEqual([...expected]);
}
