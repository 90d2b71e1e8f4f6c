import { createWorkerQueryEmbedder } from '@/lib/search/query-embedder';
import { openAllVectorStores } from '@/lib/vectors/open-all-vector-stores';
import type { VectorStore } from '@/lib/vectors/vector-store';
import type { Connection } from './connect';

/** Every store that may hold a product's vector. */
export const openAllVectors = ({ settings, database }: Connection): Promise<VectorStore[]> =>
  openAllVectorStores(settings, { db: database.prisma, pool: database.pool });

/** The space that the running worker's model makes vectors in. */
export async function readCurrentSpace({ settings }: Pick<Connection, 'settings'>): Promise<string> {
  const { WORKER_URL, WORKER_TOKEN = '' } = settings;
  const { space } = await createWorkerQueryEmbedder({ workerUrl: WORKER_URL, workerToken: WORKER_TOKEN }).embedText(
    'soko',
  );
  return space;
}
