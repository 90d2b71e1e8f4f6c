import { createWorkerQueryEmbedder } from '@/lib/search/query-embedder';
import { openVectorStore } from '@/lib/vectors/open-vector-store';
import type { VectorStore } from '@/lib/vectors/vector-store';
import type { Connection } from './connect';

/**
 * Every store that may hold a product's vector: the one in use, in each space that products have vectors in, and what
 * PostgreSQL has kept of an earlier model or of the time before Milvus.
 */
export async function openAllVectors(connection: Connection): Promise<VectorStore[]> {
  const { settings, database } = connection;
  const { pool } = database;
  const { productEmbedding, vectorEntry } = database.prisma;
  const [used, kept] = await Promise.all([
    productEmbedding.findMany({ distinct: ['space'], select: { space: true } }),
    vectorEntry.findMany({ distinct: ['space'], select: { space: true } }),
  ]);
  return Promise.all([
    ...used.map(({ space }) => openVectorStore(settings, { pool, space })),
    ...kept.map(({ space }) => openVectorStore({}, { pool, space })),
  ]);
}

/** The space that the running worker's model makes vectors in. */
export async function readCurrentSpace({ settings }: Pick<Connection, 'settings'>): Promise<string> {
  const { WORKER_URL, WORKER_TOKEN = '' } = settings;
  const { space } = await createWorkerQueryEmbedder({ workerUrl: WORKER_URL, workerToken: WORKER_TOKEN }).embedText(
    'soko',
  );
  return space;
}
