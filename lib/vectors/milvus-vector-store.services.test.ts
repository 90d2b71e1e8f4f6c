import { MilvusClient } from '@zilliz/milvus2-sdk-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aliasOf } from './milvus-collection';
import { MilvusVectorStore } from './milvus-vector-store';
import { bruteForce, CONTRACT_DIMENSIONS, describeVectorStore, entryOf, vectorOf } from './vector-store.contract';

const address = process.env.MILVUS_TEST_ADDRESS ?? '';

describe.skipIf(address === '')('Milvus', () => {
  const spaces = new Set<string>();
  let admin: MilvusClient;

  const openStore = (space: string): MilvusVectorStore => {
    spaces.add(space);
    return new MilvusVectorStore({ address, space, dimensions: CONTRACT_DIMENSIONS });
  };

  beforeAll(() => {
    admin = new MilvusClient({ address, logLevel: 'error', telemetry: { enabled: false }, __SKIP_CONNECT__: true });
  });

  afterAll(async () => {
    for (const alias of [...spaces].map(aliasOf)) {
      await admin.dropAlias({ alias });
      await admin.dropCollection({ collection_name: `${alias}_1` });
    }
    await admin.closeConnection();
  });

  // Counting waits until the server has taken in every write before it.
  describeVectorStore('Milvus', { open: openStore, catchUp: (store) => store.count() });

  test('makes the collection once when two processes start at once', async () => {
    const space = `started twice ${Date.now()}`;
    const stores = [openStore(space), openStore(space), openStore(space)];
    await Promise.all(stores.map((store, at) => store.upsert([entryOf(at)])));
    for (const store of stores) expect(await store.count()).toBe(3);
    await Promise.all(stores.map((store) => store.close()));
  });

  test('makes the collection again when it was dropped under it', async () => {
    const space = `dropped ${Date.now()}`;
    const store = openStore(space);
    await store.upsert([entryOf(1)]);
    await admin.dropAlias({ alias: aliasOf(space) });
    await admin.dropCollection({ collection_name: `${aliasOf(space)}_1` });
    await expect(store.upsert([entryOf(2)])).rejects.toMatchObject({
      code: 'vector_store_unavailable',
      retry: { again: true },
    });
    await store.upsert([entryOf(2)]);
    expect(await store.count()).toBe(1);
    await store.close();
  });

  test('follows the alias to another collection', async () => {
    const space = `alias ${Date.now()}`;
    const store = openStore(space);
    await store.upsert([entryOf(1)]);
    const other = openStore(`${space} b`);
    await other.upsert([entryOf(7)]);
    await admin.alterAlias({ alias: aliasOf(space), collection_name: `${aliasOf(`${space} b`)}_1` });
    expect(await store.count()).toBe(1);
    const found = await store.search({ vector: vectorOf(7), limit: 2 });
    expect(found.map(({ productId }) => productId)).toEqual(['7']);
    await admin.alterAlias({ alias: aliasOf(space), collection_name: `${aliasOf(space)}_1` });
    expect(await store.count()).toBe(1);
    await Promise.all([store.close(), other.close()]);
  });

  test('searches an index of another type as what it is', async () => {
    const space = `autoindex ${Date.now()}`;
    const store = openStore(space);
    const entries = Array.from({ length: 500 }, (_, at) => entryOf(at));
    await store.upsert(entries);
    const vectors = { collection_name: `${aliasOf(space)}_1`, field_name: 'vector' };
    await admin.releaseCollection(vectors);
    await admin.dropIndex({ ...vectors, index_name: 'vector' });
    await admin.createIndex({ ...vectors, index_name: 'vector', index_type: 'AUTOINDEX', metric_type: 'COSINE' });
    const again = openStore(space);
    expect(await again.count()).toBe(500);
    const found = await again.search({ vector: vectorOf(1000), limit: 100 });
    expect(found.map(({ productId }) => productId)).toEqual(
      bruteForce(entries, vectorOf(1000))
        .slice(0, 100)
        .map(({ productId }) => productId),
    );
    await admin.releaseCollection(vectors);
    await admin.dropIndex({ ...vectors, index_name: 'vector' });
    const third = openStore(space);
    expect(await third.count()).toBe(500);
    await Promise.all([store.close(), again.close(), third.close()]);
  });

  test('refuses a collection of another dimension', async () => {
    const space = `dimension ${Date.now()}`;
    const store = openStore(space);
    await store.count();
    const wider = new MilvusVectorStore({ address, space, dimensions: CONTRACT_DIMENSIONS * 2 });
    await expect(wider.count()).rejects.toMatchObject({ fault: { service: 'vectors' } });
    await Promise.all([store.close(), wider.close()]);
  });
});
