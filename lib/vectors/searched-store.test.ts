import { expect, test, vi } from 'vitest';
import { SearchedStore } from './searched-store';
import { StoresBySpace } from './stores-by-space';
import type { VectorStore } from './vector-store';

function setUp(stragglersMs = 0) {
  const loads = new Map<string, { done(): void; fail(error: Error): void }>();
  const closed: string[] = [];
  const opened: string[] = [];
  const stores = new StoresBySpace(async (space) => {
    opened.push(space);
    const loaded = new Promise<void>((done, fail) => loads.set(space, { done, fail }));
    // Of a store, no more is asked here.
    return { space, load: () => loaded, close: async () => void closed.push(space) } as VectorStore;
  });
  let space = 'old';
  const searched = new SearchedStore(stores, async () => space, stragglersMs);
  const swapTo = (to: string) => {
    space = to;
  };
  return { searched, stores, loads, closed, opened, swapTo };
}

test('the store before goes on answering until the new one is in memory, and is closed then', async () => {
  const { searched, loads, closed, opened, swapTo } = setUp();
  expect((await searched.current()).space).toBe('old');
  swapTo('new');
  expect((await searched.current()).space).toBe('old');
  expect((await searched.current()).space).toBe('old');
  loads.get('new')?.done();
  await vi.waitFor(async () => expect((await searched.current()).space).toBe('new'));
  await vi.waitFor(() => expect(closed).toEqual(['old']));
  expect(opened).toEqual(['old', 'new']);
});

test('the store that is put to use again is not closed behind those who search it', async () => {
  const { searched, loads, closed, swapTo } = setUp(200);
  await searched.current();
  for (const space of ['new', 'old']) {
    swapTo(space);
    await searched.current();
    loads.get(space)?.done();
    await vi.waitFor(async () => expect((await searched.current()).space).toBe(space));
  }
  await vi.waitFor(() => expect(closed).toContain('new'));
  expect(closed).toEqual(['new']);
});

test('a new store that cannot be read is tried again, and nobody is told', async () => {
  const { searched, stores, loads, swapTo } = setUp();
  await searched.current();
  swapTo('new');
  await searched.current();
  const store = await stores.of('new');
  loads.get('new')?.fail(new Error('away'));
  await expect(store.load()).rejects.toThrow('away');
  expect((await searched.current()).space).toBe('old');
  store.load = async () => {};
  await vi.waitFor(async () => expect((await searched.current()).space).toBe('new'));
});

test('a store that cannot be opened is opened again when it is asked for', async () => {
  let refusals = 1;
  const stores = new StoresBySpace(async (space) => {
    if (refusals-- > 0) throw new Error('away');
    return { space, close: async () => {} } as VectorStore;
  });
  await expect(stores.of('a')).rejects.toThrow('away');
  expect((await stores.of('a')).space).toBe('a');
  await stores.close();
});
