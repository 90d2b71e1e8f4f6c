import { ConsistencyLevelEnum, MilvusClient } from '@zilliz/milvus2-sdk-node';
import { z } from 'zod';
import { EMBEDDING_DIMENSIONS } from '@/lib/embedding/embedding-model';
import { inTime } from '@/lib/platform/in-time';
import { PRODUCT_ID } from '@/lib/products/ids.schema';
import { checkEntries, checkQuery, compareIds } from './check-vector';
import { milvusCall } from './milvus-call';
import { aliasOf, dropCollection, ensureCollection, type MilvusCalls } from './milvus-collection';
import { asVectorStoreError } from './milvus-errors';
import { toMilvusFields, toMilvusFilter, toMilvusIdFilter } from './milvus-filter';
import {
  type VectorEntry,
  type VectorMatch,
  type VectorQuery,
  type VectorStore,
  vectorStoreUnavailable,
} from './vector-store';

const TIMEOUT_MS = 10_000;
/** With all that has to be done first: somebody waits, and is better off with what is found by words. */
const SEARCH_WITHIN_MS = 4_000;
/** After 200 and 400 ms; beyond that the pipeline retries. */
const RETRIES = 2;
const RETRY_DELAY_MS = 100;
/** Rows in one call: the SDK also turns every request into JSON on the main thread. */
const UPSERT_ROWS = 100;
const ID_ROWS = 500;
/** HNSW's ef: how many neighbours it keeps in view, at least as many as are asked for. */
const SEARCH_EF = 64;
/** Read beyond the page, so that equal scores at its end come in the order of their ids. */
const TIE_MARGIN = 16;
const MAX_TOP_K = 16_384;
/** Reads all writes. By its name, which the protocol takes, too: the SDK reads the enum's 0 as "not given". */
const STRONG = 'Strong' as unknown as ConsistencyLevelEnum;

export interface MilvusVectorStoreOptions {
  /** `host:port`, or with `https://` before it for TLS. */
  address: string;
  /** `user:password` or an API key. */
  token?: string;
  /** Default: Milvus's own, `default`. */
  database?: string;
  space: string;
  dimensions?: number;
  timeoutMs?: number;
}

type Client = MilvusCalls &
  Pick<MilvusClient, 'upsert' | 'deleteEntities' | 'search' | 'query' | 'getVersion' | 'closeConnection'>;

const matches = z.array(z.object({ productId: z.string(), score: z.number() }));
const vectors = z.array(z.object({ productId: z.string(), vector: z.array(z.number()) }));
const counted = z.array(z.object({ 'count(*)': z.coerce.number() })).length(1);

/** The VectorStore on Milvus 2.3 or newer. Its collection is made and loaded at the first call. */
export class MilvusVectorStore implements VectorStore {
  readonly space: string;
  private readonly alias: string;
  private readonly dimensions: number;
  /** What kind of index the collection has, once it is ready. */
  private ready: Promise<string> | null = null;

  constructor(
    private readonly options: MilvusVectorStoreOptions,
    private readonly client: Client = openClient(options),
  ) {
    this.space = options.space;
    this.alias = aliasOf(options.space);
    this.dimensions = options.dimensions ?? EMBEDDING_DIMENSIONS;
  }

  async upsert(entries: VectorEntry[]): Promise<void> {
    const checked = checkEntries(entries, this.dimensions);
    for (let at = 0; at < checked.length; at += UPSERT_ROWS) {
      const data = checked.slice(at, at + UPSERT_ROWS).map(({ productId, vector, attributes }) => ({
        productId,
        vector: Array.from(vector),
        ...toMilvusFields(attributes),
      }));
      await this.call('Upsert', () => this.client.upsert({ collection_name: this.alias, data }));
    }
  }

  async remove(productIds: string[]): Promise<void> {
    for (const page of idPages(productIds)) {
      await this.call('Delete', () =>
        this.client.deleteEntities({ collection_name: this.alias, filter: toMilvusIdFilter(page) }),
      );
    }
  }

  async search(query: VectorQuery): Promise<VectorMatch[]> {
    checkQuery(query, this.dimensions);
    const asUnavailable = (late: Error) => vectorStoreUnavailable(this.where, late);
    return inTime(SEARCH_WITHIN_MS, () => this.nearest(query), asUnavailable);
  }

  private async nearest(query: VectorQuery): Promise<VectorMatch[]> {
    const { vector, limit, offset = 0, filter = {} } = query;
    const topK = Math.min(MAX_TOP_K, offset + limit + TIE_MARGIN);
    const answer = await this.call('Search', (index) =>
      this.client.search({
        collection_name: this.alias,
        data: Array.from(vector),
        limit: topK,
        filter: toMilvusFilter(filter),
        output_fields: ['productId'],
        consistency_level: ConsistencyLevelEnum.Bounded,
        // Other indexes know no `ef`, or take none.
        params: index === 'HNSW' ? { ef: Math.max(SEARCH_EF, topK) } : {},
      }),
    );
    const best = new Map<string, number>();
    for (const { productId, score } of matches.parse(answer.results)) {
      best.set(productId, Math.max(score, best.get(productId) ?? score));
    }
    return [...best]
      .map(([productId, score]) => ({ productId, score }))
      .sort((a, b) => b.score - a.score || compareIds(a.productId, b.productId))
      .slice(offset, offset + limit);
  }

  async get(productIds: string[]): Promise<Map<string, Float32Array>> {
    const found = new Map<string, Float32Array>();
    for (const page of idPages(productIds)) {
      const answer = await this.call('Query', () =>
        this.client.query({
          collection_name: this.alias,
          filter: toMilvusIdFilter(page),
          output_fields: ['productId', 'vector'],
          consistency_level: STRONG,
        }),
      );
      for (const { productId, vector } of vectors.parse(answer.data)) found.set(productId, Float32Array.from(vector));
    }
    return found;
  }

  /** By a query: the collection's statistics know only what was written to disk. */
  async count(): Promise<number> {
    const answer = await this.call('Query', () =>
      this.client.query({
        collection_name: this.alias,
        filter: '',
        output_fields: ['count(*)'],
        consistency_level: STRONG,
      }),
    );
    return counted.parse(answer.data)[0]?.['count(*)'] ?? 0;
  }

  async drop(): Promise<void> {
    this.ready = null;
    await this.guarded(() => dropCollection(this.client, this.space));
  }

  async load(): Promise<void> {}

  async ping(): Promise<void> {
    await this.guarded(() => milvusCall('GetVersion', () => this.client.getVersion()));
  }

  async close(): Promise<void> {
    await this.client.closeConnection();
  }

  private call<T>(name: string, work: (index: string) => Promise<T>): Promise<T> {
    return this.guarded(async () => {
      this.ready ??= ensureCollection(this.client, this.space, this.dimensions);
      const index = await this.ready;
      return milvusCall(name, () => work(index));
    });
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      // The collection may be gone or unloaded: the next call looks.
      this.ready = null;
      throw asVectorStoreError(error, { where: this.where, token: this.options.token });
    }
  }

  private get where(): string {
    return `Milvus at ${this.options.address}`;
  }
}

function openClient({ address, token, database, timeoutMs }: MilvusVectorStoreOptions): MilvusClient {
  return new MilvusClient({
    address,
    ...(token === undefined ? {} : { token }),
    ...(database === undefined ? {} : { database }),
    timeout: timeoutMs ?? TIMEOUT_MS,
    maxRetries: RETRIES,
    retryDelay: RETRY_DELAY_MS,
    telemetry: { enabled: false },
    // Outside production it prints every request otherwise, vectors and all.
    logLevel: 'error',
    // Its greeting is a promise nobody awaits; when it fails, the process dies of it and the client never recovers.
    __SKIP_CONNECT__: true,
  });
}

/** Without repetitions, and without what is no product id, which cannot be there. */
function idPages(productIds: readonly string[]): string[][] {
  const ids = [...new Set(productIds)].filter((id) => PRODUCT_ID.test(id));
  return Array.from({ length: Math.ceil(ids.length / ID_ROWS) }, (_, page) =>
    ids.slice(page * ID_ROWS, (page + 1) * ID_ROWS),
  );
}
