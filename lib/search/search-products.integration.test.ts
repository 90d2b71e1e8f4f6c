import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { SokoError } from '@/lib/platform/errors';
import { vectorBytes } from '@/lib/products/save-embeddings';
import { PostgresVectorStore } from '@/lib/vectors/postgres-vector-store';
import { Vocabulary } from '@/lib/words/vocabulary';
import { CandidateCache } from './candidate-cache';
import { saveLikenessFloor } from './likeness-floors';
import type { SearchPage } from './search-page.schema';
import { type SearchDeps, type SearchRequest, searchProducts, similarProducts } from './search-products';

const SPACE = 'test/v1';
const SELLERS = ['254711111111', '254722222222', '254733333333', '254744444444'];
const COUNT = 300;
const db = useTestDatabase();
let vectors: PostgresVectorStore;

/** Products lie on an arc, in the order of their numbers. The first five are near the query, then there is a gap. */
const angleOf = (place: number) => (place < 5 ? 0.02 * place : 0.6 + place / 1_000);
const at = (angle: number) => Float32Array.of(Math.cos(angle), Math.sin(angle), 0, 0);
const idOf = (place: number) => String(10_000 + place);
const placeOf = (productId: string) => Number(productId) - 10_000;

beforeAll(async () => {
  vectors = new PostgresVectorStore({ pool: db.pool, space: SPACE, dimensions: 4 });
  for (const phone of SELLERS) await db.prisma.seller.create({ data: { phone, name: `Shop ${phone.slice(-1)}` } });
  const places = Array.from({ length: COUNT }, (_, place) => place);
  const sellerOf = (place: number) => SELLERS[place % SELLERS.length] ?? '';
  const priceOf = (place: number) => (place === 2 ? null : 5_000 - place * 10);
  await db.prisma.product.createMany({
    data: places.map((place) => ({
      productId: idOf(place),
      sellerPhone: sellerOf(place),
      title: place === 7 ? 'Kikoi café wrap' : `Sneakers no ${place}`,
      priceAmount: priceOf(place),
      priceCurrency: place === 2 ? null : 'KES',
      category: place % 2 ? 'shoes' : 'bags',
      // Known of some only, as of products that were there before.
      imageColours: place % 3 === 0 ? ['red'] : [],
      imagePerceptualHash: place === 1 || place === 4 ? '0f0f0f0f12345678' : null,
      isListed: place !== 9,
      listedAt: new Date(1_700_000_000_000 + place),
    })),
  });
  await db.prisma.productEmbedding.createMany({
    data: places.map((place) => ({
      productId: idOf(place),
      space: SPACE,
      contentHash: 'as it is',
      vector: Uint8Array.from(vectorBytes(at(angleOf(place)))),
    })),
  });
  await vectors.upsert(
    places.map((place) => ({
      productId: idOf(place),
      vector: at(angleOf(place)),
      attributes: {
        sellerPhone: sellerOf(place),
        category: place % 2 ? 'shoes' : 'bags',
        priceAmount: priceOf(place),
        priceCurrency: 'KES',
      },
    })),
  );
});
afterAll(async () => {
  await vectors.close();
});

const away = () =>
  Promise.reject(new SokoError({ code: 'search_unavailable', message: 'The model is away.', status: 503 }));

function depsOf(embedder: Partial<SearchDeps['embedder']> = {}) {
  return {
    db: db.prisma,
    pool: db.pool,
    foundByWords: vi.fn(),
    vectors: async () => vectors,
    vocabulary: new Vocabulary(db.pool),
    candidates: new CandidateCache(),
    embedder: {
      embedImage: vi.fn(async () => ({ space: SPACE, vector: at(0) })),
      embedText: vi.fn(async () => ({ space: SPACE, vector: at(0) })),
      ...embedder,
    },
  } satisfies SearchDeps;
}

type Asked = Partial<SearchRequest>;
const search = (asked: Asked, deps: SearchDeps = depsOf()) =>
  searchProducts(deps, { picture: null, text: '', filters: {}, limit: 24, ...asked });
const PHOTO = { kind: 'photo', photo: { data: new Uint8Array(3), width: 1, height: 1 } } as const;
const shownIn = ({ results }: Pick<SearchPage, 'results'>) => results.map(({ product }) => placeOf(product.productId));
const allIn = ({ results }: Pick<SearchPage, 'results'>) =>
  results
    .flatMap(({ product, alike }) => [product, ...(alike?.results.map((one) => one.product) ?? [])])
    .map(({ productId }) => placeOf(productId));

async function everyPage(asked: Asked, deps: SearchDeps = depsOf()): Promise<SearchPage[]> {
  const pages = [await search(asked, deps)];
  for (let cursor = pages[0]?.nextCursor; cursor; cursor = pages.at(-1)?.nextCursor)
    pages.push(await search({ ...asked, cursor }, deps));
  return pages;
}

describe('by picture and words', () => {
  test('answers best first, says where the good ones end, and puts copies of a picture behind the first', async () => {
    const page = await search({ picture: PHOTO });
    expect(shownIn(page).slice(0, 5)).toEqual([0, 1, 2, 3, 5]);
    expect(page.goodCount).toBe(5);
    expect(page.results.map(({ good }) => good).slice(0, 5)).toEqual([true, true, true, true, false]);
    expect(page.results[1]?.alike).toMatchObject({ count: 1, why: 'same_picture' });
    expect(page.mode).toBe('vectors');
    expect(page.took.totalMs).toBeGreaterThanOrEqual(page.took.searchMs);
  });

  test('pages through everything once, beyond the nearest too, without what is live no more', async () => {
    const pages = await everyPage({ picture: PHOTO, limit: 50 });
    const seen = pages.flatMap(allIn);
    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: COUNT }, (_, i) => i).filter((i) => i !== 9));
    expect(new Set(pages.slice(0, 4).map(({ goodCount }) => goodCount))).toEqual(new Set([5]));
  });

  test('asked again says the same, but for what was hidden or changed since', async () => {
    const deps = depsOf();
    const again = async () => shownIn(await search({ text: 'x', filters: { sort: 'price' } }, deps)).slice(0, 4);
    const before = [4, 3, 0, 2];
    expect([await again(), await again()]).toEqual([before, before]);
    const third = { productId: idOf(3) };
    const entry = { ...third, vector: at(angleOf(3)) };
    const attributes = { sellerPhone: SELLERS[3] ?? '', category: 'shoes', priceCurrency: 'KES' };
    const reprice = async (priceAmount: number) => {
      await db.prisma.product.update({ where: third, data: { priceAmount } });
      await vectors.upsert([{ ...entry, attributes: { ...attributes, priceAmount } }]);
      await vectors.load();
    };
    try {
      await db.prisma.product.update({ where: third, data: { isListed: false } });
      expect(await again()).toEqual([4, 0, 2, expect.any(Number)]);
      await db.prisma.product.update({ where: third, data: { isListed: true } });
      await reprice(6_000);
      expect(await again()).toEqual([4, 0, 3, 2]);
    } finally {
      await db.prisma.product.update({ where: third, data: { isListed: true } });
      await reprice(4_970);
    }
  });

  test('says the same whatever it has room to remember', async () => {
    const small = { ...depsOf(), candidates: new CandidateCache(250) };
    for (const asked of [{ text: 'x' }, { text: 'x', filters: { category: 'bags' } }, { text: 'x' }] as const)
      expect(allIn(await search({ ...asked, limit: 50 }, small))).toEqual(allIn(await search({ ...asked, limit: 50 })));
  });

  test('sorts among the matches: the good ones first, within them by price, without a price last', async () => {
    expect(shownIn(await search({ text: 'x', filters: { sort: 'price' } })).slice(0, 4)).toEqual([4, 3, 0, 2]);
    expect(shownIn(await search({ text: 'x', filters: { sort: 'newest' } })).slice(0, 4)).toEqual([4, 3, 2, 0]);
  });

  test.each(['price', '-price', 'newest'] as const)('pages through the nearest once, sorted by %s', async (sort) => {
    const seen = (await everyPage({ text: 'x', filters: { sort }, limit: 60 })).flatMap(allIn);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(239);
  });

  test('filters by category, price, seller and colour', async () => {
    const filters = { category: 'shoes', minPrice: 3_000, colour: 'red', seller: SELLERS[1] } as const;
    const expected = Array.from({ length: COUNT }, (_, i) => i).filter(
      (i) => i % 2 === 1 && 5_000 - i * 10 >= 3_000 && i % 3 === 0 && i % 4 === 1 && i !== 9,
    );
    const seen = (await everyPage({ text: 'x', filters })).flatMap(allIn);
    expect(seen.toSorted((a, b) => a - b)).toEqual(expected);
  });

  test('weighs the picture against the words', async () => {
    const towards = async (weight: number) => {
      const deps = depsOf({ embedText: async () => ({ space: SPACE, vector: at(angleOf(COUNT - 1)) }) });
      return shownIn(await search({ picture: PHOTO, text: 'x', weight }, deps))[0];
    };
    expect(await towards(1)).toBe(0);
    expect(await towards(0)).toBe(COUNT - 1);
  });

  test('searches with a product, without finding it again', async () => {
    const deps = depsOf();
    const page = await search({ picture: { kind: 'product', productId: idOf(2) } }, deps);
    expect(allIn(page)).not.toContain(2);
    expect(shownIn(page).slice(0, 2)).toEqual([1, 3]);
    expect(deps.embedder.embedImage).not.toHaveBeenCalled();
    await expect(search({ picture: { kind: 'product', productId: '404' } })).rejects.toMatchObject({
      code: 'product_not_found',
      status: 404,
    });
  });

  test('refuses a query of nothing and a cursor that is not its own, before it embeds anything', async () => {
    const deps = depsOf();
    await expect(search({}, deps)).rejects.toMatchObject({ code: 'empty_query', status: 400 });
    await expect(search({ text: 'x', cursor: 'zzz' }, deps)).rejects.toMatchObject({ code: 'invalid_cursor' });
    expect(deps.embedder.embedText).not.toHaveBeenCalled();
  });

  test('takes as long as it is since the request came in, of which waiting for the index is no embedding', async () => {
    const slowIndex = { ...depsOf(), vectors: () => new Promise<typeof vectors>((r) => setTimeout(r, 80, vectors)) };
    const asked = { picture: null, text: 'x', filters: {}, limit: 1 };
    const { took } = await searchProducts(slowIndex, asked, { arrivedAt: performance.now() - 10_000 });
    expect(took.totalMs).toBeGreaterThan(10_000);
    expect(took.embedMs).toBeLessThan(took.totalMs - 10_000 - 70);
  });

  test('says when there is no such seller', async () => {
    const filters = { seller: '00000000-0000-4000-8000-000000000000' };
    await expect(search({ text: 'x', filters })).rejects.toMatchObject({ code: 'seller_not_found', status: 404 });
  });

  test('never compares vectors of two spaces', async () => {
    const deps = depsOf({ embedImage: async () => ({ space: 'another', vector: at(0) }) });
    await expect(search({ picture: PHOTO }, deps)).rejects.toMatchObject({ code: 'search_unavailable', status: 503 });
  });
});

describe('by words', () => {
  /** Far from the query, each in its own way of having the words. */
  const OTHERS = [
    { place: 290, title: 'Samsung phone', businessName: 'Duka Moja' },
    { place: 291, title: 'Charger', description: 'For every samsung phone', businessName: 'Duka Moja' },
    { place: 292, title: 'Kikapu', businessName: 'Zuri Baskets' },
    { place: 293, title: 'Kiondo', businessName: 'Zuri Baskets', category: 'home_kitchen' },
  ];

  beforeAll(async () => {
    for (const { place, ...data } of OTHERS)
      await db.prisma.product.update({ where: { productId: idOf(place) }, data });
  });

  afterAll(async () => {
    for (const { place } of OTHERS)
      await db.prisma.product.update({
        where: { productId: idOf(place) },
        data: {
          title: `Sneakers no ${place}`,
          description: null,
          businessName: null,
          category: place % 2 ? 'shoes' : 'bags',
        },
      });
  });

  test('shows what has them before what only looks like them, in titles first', async () => {
    const page = await search({ text: 'samsung' });
    expect(shownIn(page).slice(0, 4)).toEqual([290, 291, 0, 1]);
    expect(page).toMatchObject({ goodCount: 2, mode: 'vectors', nothingAlike: false, didYouMean: null });
    expect(page.results.map(({ good }) => good).slice(0, 3)).toEqual([true, true, false]);
    expect(page.results.every(({ score }) => score >= 0 && score <= 1)).toBe(true);
  });

  test('finds a shop by its name, whatever it sells', async () => {
    expect(shownIn(await search({ text: 'Zuri baskets' })).slice(0, 3)).toEqual([292, 293, 0]);
  });

  test('shows the nearer first of those that have them alike', async () => {
    const deps = depsOf({ embedText: async () => ({ space: SPACE, vector: at(angleOf(293)) }) });
    expect(shownIn(await search({ text: 'zuri' }, deps)).slice(0, 2)).toEqual([293, 292]);
  });

  test('pages through everything once, beyond the nearest too', async () => {
    for (const text of ['samsung', 'sneakers', 'samsong']) {
      const seen = (await everyPage({ text, limit: 50 })).flatMap(allIn);
      expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: COUNT }, (_, i) => i).filter((i) => i !== 9));
    }
  });

  test('says what was meant, on every page, and reads that', async () => {
    const deps = depsOf();
    const pages = await everyPage({ text: 'Samsong', limit: 100 }, deps);
    expect(pages.map(({ didYouMean }) => didYouMean)).toEqual(pages.map(() => 'samsung'));
    expect(shownIn(pages[0] as SearchPage).slice(0, 2)).toEqual([290, 291]);
    expect(deps.embedder.embedText).toHaveBeenLastCalledWith('samsung', { space: SPACE, signal: undefined });
  });

  test('goes on by what was meant, whatever is known by then', async () => {
    const first = await search({ text: 'samsong', limit: 2 });
    const product = { where: { productId: idOf(200) } };
    await db.prisma.product.update({ ...product, data: { title: 'Samsong' } });
    try {
      expect((await search({ text: 'samsong' })).didYouMean).toBeNull();
      const next = await search({ text: 'samsong', limit: 2, cursor: first.nextCursor ?? '' });
      expect(next.didYouMean).toBe('samsung');
      expect(shownIn(next)).toEqual([0, 1]);
    } finally {
      await db.prisma.product.update({ ...product, data: { title: 'Sneakers no 200' } });
    }
  });

  test('says when nobody has any of them, and shows the nearest', async () => {
    const page = await search({ text: 'zzzzzz qqqqqq' });
    expect(page).toMatchObject({ nothingAlike: true, didYouMean: null });
    expect(shownIn(page).slice(0, 2)).toEqual([0, 1]);
    expect((await search({ text: 'zzzzzz samsung' })).nothingAlike).toBe(false);
  });

  test('shows those with some of them where nobody has all', async () => {
    // Among the near ones, of which 290 to 292 are as near as 294 to 296.
    const deps = depsOf({ embedText: async () => ({ space: SPACE, vector: at(angleOf(293)) }) });
    expect(shownIn(await search({ text: 'samsung kiondo' }, deps)).slice(0, 2)).toEqual([293, 290]);
  });

  test('leaves out words that nobody has, where nobody has all', async () => {
    const page = await search({ text: 'samsung qqqqqq phone' });
    expect(shownIn(page).slice(0, 2)).toEqual([290, 291]);
    expect(page.goodCount).toBe(2);
  });

  test('filters and sorts both halves alike', async () => {
    const filters = { maxPrice: 2_095, category: 'shoes' } as const;
    expect(shownIn(await search({ text: 'samsung', filters }))[0]).toBe(291);
    expect(allIn(await search({ text: 'samsung', filters: { seller: SELLERS[0] ?? '' }, limit: 60 }))).not.toContain(
      291,
    );
    expect(shownIn(await search({ text: 'samsung', filters: { sort: 'price' } })).slice(0, 2)).toEqual([291, 290]);
    expect(shownIn(await search({ text: 'kiondo', filters: { category: 'home_kitchen' } }))).toEqual([293]);
    expect(allIn(await search({ text: 'kiondo', filters: { colour: 'red' } }))).not.toContain(293);
  });

  test('lifts what has a rare word written beside a picture, and corrects nothing there', async () => {
    const plain = shownIn(await search({ picture: PHOTO, text: 'sneakers' }));
    expect(plain.slice(0, 2)).toEqual([0, 1]);
    await db.prisma.product.update({ where: { productId: idOf(3) }, data: { title: 'Sneakers Jordan' } });
    try {
      expect(shownIn(await search({ picture: PHOTO, text: 'jordan' }))[0]).toBe(3);
      expect((await search({ picture: PHOTO, text: 'jordna' })).didYouMean).toBeNull();
      const like = await search({ picture: { kind: 'product', productId: idOf(3) }, text: 'jordan' });
      expect(allIn(like)).not.toContain(3);
    } finally {
      await db.prisma.product.update({ where: { productId: idOf(3) }, data: { title: 'Sneakers no 3' } });
    }
  });

  test('asks PostgreSQL nothing about words for a photo alone', async () => {
    const deps = depsOf();
    const current = vi.spyOn(deps.vocabulary, 'current');
    await search({ picture: PHOTO }, deps);
    expect(current).not.toHaveBeenCalled();
  });
});

describe('a photo search that is shared', () => {
  test('opens again by its token, alone or with words, and keeps it', async () => {
    const first = await search({ picture: PHOTO });
    expect(first.photoToken).toMatch(/^[A-Za-z0-9_-]{22}$/);
    const days = (Date.parse(first.photoTokenExpiresAt ?? '') - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.9);
    const deps = depsOf();
    const again = await search({ picture: { kind: 'kept', token: first.photoToken ?? '' } }, deps);
    expect(shownIn(again)).toEqual(shownIn(first));
    expect(again).toMatchObject({ photoToken: first.photoToken, photoTokenExpiresAt: first.photoTokenExpiresAt });
    expect(deps.embedder.embedImage).not.toHaveBeenCalled();
    const more = await search({
      picture: { kind: 'kept', token: first.photoToken ?? '' },
      cursor: first.nextCursor ?? '',
    });
    expect(allIn(more).some((place) => allIn(first).includes(place))).toBe(false);
  });

  test('is kept once, not with every page', async () => {
    const first = await search({ picture: PHOTO });
    const before = await db.prisma.photoSearch.count();
    const second = await search({ picture: PHOTO, cursor: first.nextCursor ?? '' });
    expect(second.photoToken).toBeNull();
    expect(await db.prisma.photoSearch.count()).toBe(before);
  });

  test.each(['nonsense', 'A'.repeat(22), "'; DROP TABLE products; --"])('is not there for %j', async (token) => {
    await expect(search({ picture: { kind: 'kept', token } })).rejects.toMatchObject({
      code: 'photo_search_expired',
      status: 410,
      message: expect.stringContaining('Search with the photo again'),
    });
  });
});

describe('while the model is away', () => {
  const deps = () => depsOf({ embedText: away, embedImage: away });

  test('finds by the words themselves, forgiving accents and small mistakes', async () => {
    const page = await search({ text: 'CAFE kikoy' }, deps());
    expect(shownIn(page)).toEqual([7]);
    expect(page.mode).toBe('words');
    expect(shownIn(await search({ text: 'sneekers no 12' }, deps()))[0]).toBe(12);
  });

  test('pages, filters and sorts them as always', async () => {
    const seen = (await everyPage({ text: 'sneakers', limit: 60 }, deps())).flatMap(allIn);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(COUNT - 2);
    const filters = { colour: 'red', category: 'bags', maxPrice: 3_000, sort: 'price' } as const;
    const cheap = await search({ text: 'sneakers', filters, limit: 3 }, deps());
    expect(shownIn(cheap)).toEqual([294, 288, 282]);
  });

  test('finds nothing for words that nobody wrote, and says nothing is wrong', async () => {
    expect(await search({ text: 'zzzzzzzz' }, deps())).toMatchObject({ results: [], nextCursor: null, mode: 'words' });
    expect(await search({ text: '🦄' }, deps())).toMatchObject({ results: [], mode: 'words' });
    expect(await search({ text: `it's "50%" \\ | & ! ( :* <-> '` }, deps())).toMatchObject({ mode: 'words' });
  });

  test('says so for a photo', async () => {
    await expect(search({ picture: PHOTO, text: 'red' }, deps())).rejects.toMatchObject({
      code: 'search_unavailable',
      status: 503,
    });
  });

  test('finds by the words while the index is away, too', async () => {
    const page = await search({ text: 'kikoi' }, { ...depsOf(), vectors: away });
    expect(page).toMatchObject({ mode: 'words', results: [{ product: { productId: idOf(7) } }] });
  });

  test('finds by the words while the index’s own store is away', async () => {
    const vectorsAway = () =>
      Promise.reject(new SokoError({ code: 'vector_store_unavailable', message: 'Away.', status: 503 }));
    expect((await search({ text: 'kikoi' }, { ...depsOf(), vectors: vectorsAway })).mode).toBe('words');
  });

  test('tells whoever runs it, once a search, and says nothing of a search by the model', async () => {
    const withoutModel = deps();
    await search({ text: 'kikoi' }, withoutModel);
    expect(withoutModel.foundByWords).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ code: 'search_unavailable' }),
    );
    const withModel = depsOf();
    await search({ text: 'kikoi' }, withModel);
    expect(withModel.foundByWords).not.toHaveBeenCalled();
  });

  test.each([
    ['a mistake of ours', new TypeError('undefined is not a function')],
    ['a vector that is none', new SokoError({ code: 'vector_invalid', message: 'Not finite.', status: 500 })],
    ['something else that is away', new SokoError({ code: 'too_busy', message: 'Later.', status: 503 })],
  ])('does not hide %s behind words', async (_what, error) => {
    const broken = depsOf({ embedText: () => Promise.reject(error) });
    await expect(search({ text: 'kikoi' }, broken)).rejects.toBe(error);
    expect(broken.foundByWords).not.toHaveBeenCalled();
  });
});

describe('a page after one that was found in the other way', () => {
  const asked = { text: 'sneakers', limit: 20 };
  const withoutModel = () => depsOf({ embedText: away, embedImage: away });

  test('is refused when the model has gone since: the two orders have nothing in common', async () => {
    const { nextCursor } = await search(asked);
    await expect(search({ ...asked, cursor: nextCursor ?? '' }, withoutModel())).rejects.toMatchObject({
      code: 'invalid_cursor',
      status: 400,
      message: expect.stringContaining('first page'),
    });
  });

  test('goes on by words when the model has come back since, as if it had not', async () => {
    const first = await search(asked, withoutModel());
    const cursor = first.nextCursor ?? '';
    const back = depsOf();
    const next = await search({ ...asked, cursor }, back);
    expect(next.mode).toBe('words');
    expect(shownIn(next)).toEqual(shownIn(await search({ ...asked, cursor }, withoutModel())));
    expect(back.embedder.embedText).not.toHaveBeenCalled();
  });

  test('is refused for a picture, which is never looked for by words', async () => {
    const { nextCursor } = await search(asked, withoutModel());
    await expect(search({ ...asked, picture: PHOTO, cursor: nextCursor ?? '' })).rejects.toMatchObject({
      code: 'invalid_cursor',
    });
    await expect(
      similarProducts(depsOf(), { productId: idOf(0), limit: 5, cursor: nextCursor ?? '' }),
    ).rejects.toMatchObject({ code: 'invalid_cursor' });
  });
});

describe('similarProducts', () => {
  const similar = (productId: string, cursor?: string) => similarProducts(depsOf(), { productId, limit: 50, cursor });

  test('gives neighbours without the product itself, page after page, grouped like a search', async () => {
    const first = await similar(idOf(0));
    expect(first.results[0]).toMatchObject({ alike: { why: 'same_picture', count: 1 }, good: true });
    const seen = allIn(first);
    for (let cursor = first.nextCursor; cursor; ) {
      const page = await similar(idOf(0), cursor);
      seen.push(...allIn(page));
      cursor = page.nextCursor;
    }
    expect(seen.toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: COUNT }, (_, i) => i).filter((i) => i !== 0 && i !== 9),
    );
  });

  test('gives nothing for a product without a vector, or that is live no more', async () => {
    for (const productId of ['9', idOf(9)]) expect(await similar(productId)).toEqual({ results: [], nextCursor: null });
  });

  test('asks an index that may be slow once: the vector itself is in the database', async () => {
    const [get, search] = [vi.spyOn(vectors, 'get'), vi.spyOn(vectors, 'search')];
    await similarProducts(depsOf(), { productId: idOf(0), limit: 5 });
    expect(get).not.toHaveBeenCalled();
    expect(search).toHaveBeenCalledTimes(1);
    vi.restoreAllMocks();
  });

  test('takes its own cursors only', async () => {
    await expect(similar(idOf(0), '1')).rejects.toMatchObject({ status: 400 });
  });
});

describe('a photo of what nobody sells', () => {
  /** Across the arc's plane by so much: the nearest product is at its cosine. */
  const seen = (angle: number) => {
    const vector = Float32Array.of(Math.cos(angle), 0, Math.sin(angle), 0);
    return depsOf({ embedImage: vi.fn(async () => ({ space: SPACE, vector })) });
  };
  const floor = (value: number | null) =>
    saveLikenessFloor(db.prisma, { space: SPACE, floor: value, photos: 240, products: COUNT });

  test('is told so, and shown the nearest, none of them as good', async () => {
    await floor(0.9);
    const page = await search({ picture: PHOTO }, seen(1));
    expect(page).toMatchObject({ nothingAlike: true, goodCount: null });
    expect(page.results.length).toBeGreaterThan(0);
    expect(page.results.some(({ good }) => good)).toBe(false);
  });

  test('is told so again when its link is opened, and on the next page', async () => {
    await floor(0.9);
    const first = await search({ picture: PHOTO, limit: 5 }, seen(1));
    const token = first.photoToken ?? '';
    expect((await search({ picture: { kind: 'kept', token } })).nothingAlike).toBe(true);
    const cursor = first.nextCursor ?? '';
    expect((await search({ picture: { kind: 'kept', token }, limit: 5, cursor })).nothingAlike).toBe(true);
  });

  test('is not told with words beside the photo, nor of a product, nor before it was measured', async () => {
    await floor(0.9);
    expect((await search({ picture: PHOTO }, seen(0.1))).nothingAlike).toBe(false);
    expect((await search({ picture: PHOTO, text: 'red' }, seen(1))).nothingAlike).toBe(false);
    expect((await search({ picture: { kind: 'product', productId: idOf(3) } })).nothingAlike).toBe(false);
    await floor(null);
    expect((await search({ picture: PHOTO }, seen(1))).nothingAlike).toBe(false);
  });
});
