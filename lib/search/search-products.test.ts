import { describe, expect, it, vi } from 'vitest';
import type { VectorQuery } from '@/lib/vectors/vector-store';
import { encodeMatchCursor } from './cursor';
import type { ProductView } from './product-view';
import { type SearchDeps, searchProducts } from './search-products';
import { similarProducts } from './similar-products';

const view = (productId: string) => ({ productId }) as ProductView;
const PICTURE = Float32Array.of(1, 0);
const WORDS = Float32Array.of(0, 1);

interface Shelf {
  ids?: string[];
  live?: string[];
  space?: string;
}

function world({ ids = ['1', '2', '3'], live = ids, space = 's' }: Shelf = {}) {
  const search = vi.fn(async ({ limit, offset = 0 }: VectorQuery) =>
    ids.slice(offset, offset + limit).map((productId, index) => ({ productId, score: 1 - (offset + index) / 10 })),
  );
  const deps = {
    embedder: {
      embedImage: vi.fn(async () => ({ space: 's', vector: PICTURE })),
      embedText: vi.fn(async () => ({ space: 's', vector: WORDS })),
    },
    vectors: {
      space,
      search,
      get: async (asked: string[]) => new Map(asked.filter((id) => ids.includes(id)).map((id) => [id, PICTURE])),
    },
    findLiveProducts: async (asked: string[]) =>
      new Map(asked.filter((id) => live.includes(id)).map((id) => [id, view(id)])),
  } as unknown as SearchDeps;
  return { deps, search };
}

describe('searchProducts', () => {
  it('answers best first, with times', async () => {
    const { deps } = world();
    const page = await searchProducts(deps, { text: 'red shoes', limit: 10 });
    expect(page.results.map(({ product, score }) => [product.productId, score])).toEqual([
      ['1', 1],
      ['2', 0.9],
      ['3', 0.8],
    ]);
    expect(page.nextCursor).toBeNull();
    expect(page.took.totalMs).toBeGreaterThanOrEqual(page.took.searchMs);
  });

  it('pages by cursor without missing or repeating any', async () => {
    const { deps } = world({ ids: ['1', '2', '3', '4', '5'] });
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await searchProducts(deps, { text: 'x', limit: 2, cursor: cursor ?? undefined });
      seen.push(...page.results.map(({ product }) => product.productId));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(['1', '2', '3', '4', '5']);
  });

  it('leaves out what is live no more', async () => {
    const { deps } = world({ live: ['1', '3'] });
    const page = await searchProducts(deps, { text: 'x', limit: 10 });
    expect(page.results.map(({ product }) => product.productId)).toEqual(['1', '3']);
  });

  it('searches with photo and words together', async () => {
    const { deps, search } = world();
    await searchProducts(deps, {
      photo: { image: new Uint8Array(1), contentType: 'image/jpeg' },
      text: 'red',
      limit: 1,
    });
    const vector = search.mock.calls[0]?.[0].vector;
    expect(vector?.[0]).toBeGreaterThan(vector?.[1] ?? 0);
    expect(vector?.[1]).toBeGreaterThan(0);
  });

  it('hands filters to the index', async () => {
    const { deps, search } = world();
    await searchProducts(deps, { text: 'x', limit: 1, filter: { category: 'shoes' } });
    expect(search).toHaveBeenCalledWith(expect.objectContaining({ filter: { category: 'shoes' } }));
  });

  it('refuses a query of nothing', async () => {
    await expect(searchProducts(world().deps, { text: '  ', limit: 1 })).rejects.toMatchObject({
      code: 'empty_query',
      status: 400,
    });
  });

  it('never compares vectors of two spaces', async () => {
    const { deps, search } = world({ space: 'another' });
    await expect(searchProducts(deps, { text: 'x', limit: 1 })).rejects.toMatchObject({
      code: 'search_unavailable',
      status: 503,
    });
    expect(search).not.toHaveBeenCalled();
  });

  it('refuses a cursor that is not its own before it embeds anything', async () => {
    const { deps } = world();
    await expect(searchProducts(deps, { text: 'x', limit: 1, cursor: 'zzz' })).rejects.toMatchObject({
      code: 'invalid_cursor',
    });
    expect(deps.embedder.embedText).not.toHaveBeenCalled();
  });
});

describe('similarProducts', () => {
  it('gives neighbours without the product itself, page after page', async () => {
    const { deps } = world({ ids: ['1', '2', '3', '4', '5'] });
    const first = await similarProducts(deps, { productId: '1', limit: 2 });
    expect(first.results.map(({ product }) => product.productId)).toEqual(['2', '3']);
    const second = await similarProducts(deps, { productId: '1', limit: 2, cursor: first.nextCursor ?? undefined });
    expect(second.results.map(({ product }) => product.productId)).toEqual(['4', '5']);
    expect(second.nextCursor).toBeNull();
  });

  it('gives nothing for a product without a vector', async () => {
    expect(await similarProducts(world().deps, { productId: '9', limit: 2 })).toEqual({
      results: [],
      nextCursor: null,
    });
  });

  it('takes its own cursors only', async () => {
    expect(encodeMatchCursor(3)).not.toContain('=');
    await expect(similarProducts(world().deps, { productId: '1', limit: 2, cursor: '1' })).rejects.toMatchObject({
      status: 400,
    });
  });
});
