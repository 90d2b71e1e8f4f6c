import { beforeEach, describe, expect, test, vi } from 'vitest';
import { MeanMilvus } from './fixtures/mean-milvus';
import { aliasOf } from './milvus-collection';
import { MilvusVectorStore } from './milvus-vector-store';
import { CONTRACT_DIMENSIONS, entryOf, vectorOf } from './vector-store.contract';

const TOKEN = 'root:a-Pass+word';
const SPACE = 'a space';
let milvus: MeanMilvus;

beforeEach(() => {
  milvus = new MeanMilvus(null);
});

const open = (dimensions = CONTRACT_DIMENSIONS) =>
  new MilvusVectorStore({ address: 'milvus:19530', token: TOKEN, space: SPACE, dimensions }, milvus.client);
const requests = (name: string) => milvus.calls.filter((call) => call.name === name).map(({ request }) => request);
const faultOf = (remedy: RegExp) => ({
  code: 'vector_store_unavailable',
  retry: { again: false },
  fault: { service: 'vectors', remedy: expect.stringMatching(remedy) },
});

test('a search that Milvus is slow to answer is given up before a shopper is', async () => {
  vi.useFakeTimers();
  try {
    const options = { address: 'milvus:19530', token: TOKEN, space: SPACE, dimensions: CONTRACT_DIMENSIONS };
    const store = new MilvusVectorStore(options, Object.assign(milvus.client, { search: () => new Promise(() => {}) }));
    const refused = expect(store.search({ vector: vectorOf(1), limit: 1 })).rejects.toMatchObject({
      ...{ code: 'vector_store_unavailable', status: 503 },
      message: expect.stringContaining('no answer within 4 s'),
    });
    await vi.advanceTimersByTimeAsync(5_000);
    await refused;
  } finally {
    vi.useRealTimers();
  }
});

describe('the index', () => {
  test('is HNSW where that is taken, and searched as such', async () => {
    const store = open();
    await store.upsert([entryOf(1), entryOf(2)]);
    expect((await store.search({ vector: vectorOf(2), limit: 100 }))[0]?.productId).toBe('2');
    expect(requests('CreateIndex')).toMatchObject([{ index_type: 'HNSW', metric_type: 'COSINE' }]);
    expect(requests('Search')).toMatchObject([{ params: { ef: 116 } }]);
  });

  test('is AUTOINDEX on Zilliz Cloud, which takes no other and no parameters', async () => {
    milvus = new MeanMilvus('AUTOINDEX');
    const store = open();
    await store.upsert([entryOf(1), entryOf(2)]);
    expect((await store.search({ vector: vectorOf(2), limit: 1 }))[0]?.productId).toBe('2');
    expect([...milvus.collections.values()][0]?.index).toEqual({ type: 'AUTOINDEX', metric: 'COSINE' });
    expect(requests('Search')).toMatchObject([{ params: {} }]);
  });

  test('that is there already is searched as what it is, and none is made', async () => {
    await open().upsert([entryOf(1)]);
    for (const collection of milvus.collections.values()) collection.index = { type: 'DISKANN', metric: 'COSINE' };
    await open().search({ vector: vectorOf(1), limit: 1 });
    expect(requests('CreateIndex')).toHaveLength(1);
    expect(requests('Search')).toMatchObject([{ params: {} }]);
  });

  test('is made where it was dropped', async () => {
    await open().upsert([entryOf(1)]);
    for (const collection of milvus.collections.values()) delete collection.index;
    await open().search({ vector: vectorOf(1), limit: 1 });
    expect([...milvus.collections.values()][0]?.index?.type).toBe('HNSW');
  });

  test('that is refused for another reason is refused by that reason', async () => {
    milvus.fails = (name) => (name === 'CreateIndex' ? { error_code: '7', reason: 'disk quota exceeded' } : null);
    await expect(open().upsert([entryOf(1)])).rejects.toMatchObject(faultOf(/room/));
  });
});

describe('a collection that is not ours', () => {
  const spoilt = async (spoil: (name: string) => void) => {
    await open().upsert([entryOf(1)]);
    for (const name of milvus.collections.keys()) spoil(name);
    return open().upsert([entryOf(1)]);
  };

  test('of another dimension is told, with what to do', async () => {
    await open().upsert([entryOf(1)]);
    const wider = open(CONTRACT_DIMENSIONS * 2);
    const vector = vectorOf(1, CONTRACT_DIMENSIONS * 2);
    for (const call of [wider.upsert([{ ...entryOf(1), vector }]), wider.search({ vector, limit: 1 })]) {
      await expect(call).rejects.toMatchObject({
        ...faultOf(/Drop soko_a_space_.*reindex/),
        message: expect.stringMatching(/holds vectors of 32 dimensions, the model makes 64/),
      });
    }
  });

  test('by another metric is told', async () => {
    const told = spoilt((name) =>
      Object.assign(milvus.collections.get(name) ?? {}, { index: { type: 'HNSW', metric: 'L2' } }),
    );
    await expect(told).rejects.toMatchObject({ ...faultOf(/Drop/), message: expect.stringContaining('L2') });
  });

  test('without fields that we need is told', async () => {
    const told = spoilt((name) => void milvus.collections.get(name)?.fields.splice(2, 2));
    await expect(told).rejects.toMatchObject({
      ...faultOf(/Drop/),
      message: expect.stringContaining('has no sellerPhone, category'),
    });
  });

  test('goes on by itself once it is dropped', async () => {
    await open().upsert([entryOf(1)]);
    const wider = open(CONTRACT_DIMENSIONS * 2);
    const entry = { ...entryOf(1), vector: vectorOf(1, CONTRACT_DIMENSIONS * 2) };
    await expect(wider.upsert([entry])).rejects.toMatchObject(faultOf(/Drop/));
    milvus.collections.clear();
    milvus.aliases.delete(aliasOf(SPACE));
    await wider.upsert([entry]);
    expect([...milvus.collections.values()][0]?.rows.size).toBe(1);
  });
});

describe('what Milvus says', () => {
  const said = async (failure: Error | { error_code: string; reason: string }) => {
    await open().upsert([entryOf(1)]);
    milvus.fails = (name) => (name === 'Upsert' ? failure : null);
    return open().upsert([entryOf(2)]);
  };

  test.each([
    ['deny to write, reason: disk quota exhausted, please allocate more resources', /room/],
    ['deny to write, reason: memory quota exhausted, please allocate more resources', /room/],
    ['quota exceeded[reason=disk quota exceeded, please allocate more resources]', /room/],
    ['force to deny /milvus.proto.milvus.MilvusService/Upsert.', /room/],
    ['the collection is read-only', /room/],
    ['exceeded the limit number of collections[limit=5]', /collections/],
    ['auth check failure, please check api key is correct', /MILVUS_TOKEN/],
    ['PrivilegeUpsert: permission deny to soko in the `default` database', /MILVUS_TOKEN/],
    ['database not found[database=soko]', /MILVUS_DATABASE/],
  ])('%s: waits for somebody to mend it', async (reason, remedy) => {
    const fault = { ...faultOf(remedy), message: `Milvus at milvus:19530: Upsert: ${reason}` };
    await expect(said({ error_code: 'UnexpectedError', reason })).rejects.toMatchObject(fault);
  });

  test.each([
    ['16 UNAUTHENTICATED: auth check failure, please check username and password are correct', /MILVUS_TOKEN/],
    ['7 PERMISSION_DENIED: no', /MILVUS_TOKEN/],
    ['14 UNAVAILABLE: No connection established. Last error: Error: self-signed certificate', /MILVUS_ADDRESS/],
    ['14 UNAVAILABLE: No connection established. Last error: Error: wrong version number', /MILVUS_ADDRESS/],
  ])('%s: as well', async (message, remedy) => {
    await expect(said(new Error(message))).rejects.toMatchObject(faultOf(remedy));
  });

  test.each([
    '14 UNAVAILABLE: No connection established. Last error: connect ECONNREFUSED 127.0.0.1:19530',
    '4 DEADLINE_EXCEEDED: Deadline exceeded',
    'collection not loaded[collection=1]',
    'collection not found[collection=1]',
    'quota exceeded[reason=rate type: DMLUpsert]',
    'request is rejected by grpc RateLimiter middleware, please retry later',
    'deny to write, reason: time tick long delay',
    'service not ready[standalone=1]: Initializing',
    'something new',
  ])('%s: is tried again', async (message) => {
    const again = { code: 'vector_store_unavailable', retry: { again: true }, fault: undefined };
    await expect(said(new Error(message))).rejects.toMatchObject(again);
    await expect(said({ error_code: 'UnexpectedError', reason: message })).rejects.toMatchObject(again);
  });

  test('holds no token, whoever wrote it there', async () => {
    for (const secret of [TOKEN, 'a-Pass+word', Buffer.from(TOKEN).toString('base64')]) {
      const error = await said(new Error(`16 UNAUTHENTICATED: no ${secret} here`)).catch((thrown: Error) => thrown);
      expect(error).toMatchObject({ message: expect.stringContaining('no [secret]') });
      expect(String((error as Error).cause)).not.toContain(secret);
    }
  });
});
