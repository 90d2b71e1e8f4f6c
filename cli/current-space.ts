import { createWorkerQueryEmbedder } from '@/lib/search/query-embedder';
import type { Connection } from './connect';

/** The space that the running worker's model makes vectors in. */
export async function readCurrentSpace({ settings }: Pick<Connection, 'settings'>): Promise<string> {
  const { WORKER_URL, WORKER_TOKEN = '' } = settings;
  const { space } = await createWorkerQueryEmbedder({ workerUrl: WORKER_URL, workerToken: WORKER_TOKEN }).embedText(
    'soko',
  );
  return space;
}
