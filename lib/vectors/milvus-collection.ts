import { createHash } from 'node:crypto';
import { DataType, LoadState, type MilvusClient } from '@zilliz/milvus2-sdk-node';
import { z } from 'zod';
import { MilvusRefusal, milvusCall } from './milvus-call';
import { vectorStoreFault } from './vector-store';

/** Measured at 100,000 × 768: p50 3.4 ms, recall@24 0.999. */
const HNSW = { index_type: 'HNSW', params: { M: 16, efConstruction: 128 } };
/** What Zilliz Cloud takes, without parameters. */
const AUTOINDEX = { index_type: 'AUTOINDEX' };
const METRIC = 'COSINE';
const LOAD_TIMEOUT_MS = 60_000;

/** Scalar fields as they are made, and looked for in a collection that is there. */
const ATTRIBUTES = [
  { name: 'sellerPhone', data_type: DataType.VarChar, max_length: 16 },
  { name: 'category', data_type: DataType.VarChar, max_length: 256 },
  { name: 'priceAmount', data_type: DataType.Double },
  { name: 'priceCurrency', data_type: DataType.VarChar, max_length: 8 },
];

/** What is called of the SDK's client. */
export type MilvusCalls = Pick<
  MilvusClient,
  | 'hasCollection'
  | 'createCollection'
  | 'describeCollection'
  | 'createIndex'
  | 'describeIndex'
  | 'createAlias'
  | 'getLoadState'
  | 'loadCollectionSync'
  | 'dropAlias'
  | 'dropCollection'
>;

/**
 * A space's collection is addressed by its alias, so that another one can take its place in one step. Milvus allows
 * only letters, digits and underscores; spaces contain slashes and more.
 */
export function aliasOf(space: string): string {
  const readable = space.replace(/[^A-Za-z0-9]+/g, '_').slice(0, 60);
  return `soko_${readable}_${createHash('sha256').update(space).digest('hex').slice(0, 12)}`;
}

/**
 * Makes the collection, its index and its alias if they are missing, and loads it. Returns the type of its index, which
 * is the server's choice. Two processes may do it at once.
 */
export async function ensureCollection(client: MilvusCalls, space: string, dimensions: number): Promise<string> {
  const alias = aliasOf(space);
  const existing = await milvusCall('HasCollection', () => client.hasCollection({ collection_name: alias }));
  if (existing.value !== true) await createCollection(client, space, dimensions);
  await checkFields(client, alias, dimensions);
  const index = (await readIndex(client, alias)) ?? (await createIndex(client, alias));
  const load = await milvusCall('GetLoadState', () => client.getLoadState({ collection_name: alias }));
  if (load.state !== LoadState.LoadStateLoaded) {
    await milvusCall('LoadCollection', () =>
      client.loadCollectionSync({ collection_name: alias, timeout: LOAD_TIMEOUT_MS }),
    );
  }
  return index;
}

/** Each call succeeds, too, when the very same thing is there already. */
async function createCollection(client: MilvusCalls, space: string, dimensions: number): Promise<void> {
  const alias = aliasOf(space);
  const collection = `${alias}_1`;
  await milvusCall('CreateCollection', () =>
    client.createCollection({
      collection_name: collection,
      description: `Live products' vectors, space ${space}`,
      consistency_level: 'Bounded',
      fields: [
        { name: 'productId', data_type: DataType.VarChar, max_length: 20, is_primary_key: true },
        { name: 'vector', data_type: DataType.FloatVector, dim: dimensions },
        ...ATTRIBUTES,
      ],
    }),
  );
  await createIndex(client, collection);
  await milvusCall('CreateAlias', () => client.createAlias({ collection_name: collection, alias }));
}

/** Zilliz Cloud does not say what it is, but refuses whatever is not its own ("IndexType should be AUTOINDEX"). */
async function createIndex(client: MilvusCalls, collection: string): Promise<string> {
  const create = (index: typeof HNSW | typeof AUTOINDEX) =>
    milvusCall('CreateIndex', () =>
      client.createIndex({
        collection_name: collection,
        ...{ field_name: 'vector', index_name: 'vector', metric_type: METRIC },
        ...index,
      }),
    );
  try {
    await create(HNSW);
  } catch (error) {
    if (!(error instanceof MilvusRefusal)) throw error;
    await create(AUTOINDEX).catch(() => {
      throw error;
    });
  }
  return (await readIndex(client, collection)) ?? AUTOINDEX.index_type;
}

const pairs = z.array(z.object({ key: z.string(), value: z.coerce.string() }));
const indexes = z.object({ index_descriptions: z.array(z.object({ field_name: z.string(), params: pairs })) });

/** The type of the vectors' index; undefined while there is none. */
async function readIndex(client: MilvusCalls, collection: string): Promise<string | undefined> {
  const answer = await milvusCall('DescribeIndex', () => client.describeIndex({ collection_name: collection })).catch(
    (error: unknown) => {
      if (error instanceof MilvusRefusal && /index\s?not\s?(?:exist|found)/i.test(`${error.code} ${error.message}`))
        return { index_descriptions: [] };
      throw error;
    },
  );
  const index = indexes.parse(answer).index_descriptions.find(({ field_name }) => field_name === 'vector');
  const told = (name: string) => index?.params.find(({ key }) => key === name)?.value;
  const metric = told('metric_type');
  if (metric !== undefined && metric !== METRIC) throw unlike(collection, `compares by ${metric}, not by ${METRIC}`);
  return told('index_type');
}

/** The alias first: a collection that has one cannot be dropped. Again, after a kill between the two. */
export async function dropCollection(client: MilvusCalls, space: string): Promise<void> {
  const alias = aliasOf(space);
  let collection = `${alias}_1`;
  const isThere = async (name: string) =>
    (await milvusCall('HasCollection', () => client.hasCollection({ collection_name: name }))).value === true;
  if (await isThere(alias)) {
    const answer = await milvusCall('DescribeCollection', () =>
      client.describeCollection({ collection_name: alias, cache: false }),
    );
    collection = named.parse(answer).collection_name;
    await milvusCall('DropAlias', () => client.dropAlias({ alias }));
  }
  if (await isThere(collection)) {
    await milvusCall('DropCollection', () => client.dropCollection({ collection_name: collection }));
  }
}

const named = z.object({ collection_name: z.string().min(1) });
const described = z.object({
  schema: z.object({ fields: z.array(z.object({ name: z.string(), type_params: pairs.default([]) })) }),
});

/** The server does not always refuse a vector of another dimension. */
async function checkFields(client: MilvusCalls, alias: string, dimensions: number): Promise<void> {
  const answer = described.parse(
    await milvusCall('DescribeCollection', () => client.describeCollection({ collection_name: alias, cache: false })),
  );
  const { fields } = answer.schema;
  const names = ['productId', 'vector', ...ATTRIBUTES.map(({ name }) => name)];
  const missing = names.filter((name) => !fields.some((field) => field.name === name));
  if (missing.length > 0) throw unlike(alias, `has no ${missing.join(', ')}`);
  const vector = fields.find(({ name }) => name === 'vector');
  const dim = Number(vector?.type_params.find(({ key }) => key === 'dim')?.value);
  if (dim !== dimensions) throw unlike(alias, `holds vectors of ${dim} dimensions, the model makes ${dimensions}`);
}

/** Made by somebody else, by an older Soko, or for another model of the same name. */
const unlike = (collection: string, how: string) =>
  vectorStoreFault(
    `The Milvus collection ${collection} ${how}.`,
    `Drop ${collection} in Milvus (its alias, then what that stands for), then run "npm run soko -- reindex".`,
  );
