import { env, requireSetting } from '@/lib/platform/env';
import { CandidateCache } from '@/lib/search/candidate-cache';
import { createWorkerQueryEmbedder, type QueryEmbedder } from '@/lib/search/query-embedder';
import type { SearchDeps } from '@/lib/search/search-products';
import { openVectorStore } from '@/lib/vectors/open-vector-store';
import type { VectorStore } from '@/lib/vectors/vector-store';
import { kept } from './kept';
import { database, logger, pool, vocabulary } from './process';

/** One statement, which finds nothing most of the time. */
const VECTORS_RENEWED_MS = 60_000;

const shared = kept<{
  embedder: QueryEmbedder;
  vectors: Promise<VectorStore>;
  candidates: CandidateCache;
}>('search');

function embedder(): QueryEmbedder {
  shared.embedder ??= createWorkerQueryEmbedder({
    workerUrl: env().WORKER_URL,
    workerToken: requireSetting('WORKER_TOKEN'),
  });
  return shared.embedder;
}

/**
 * The one store of the space that the worker's model makes vectors in. Errors: `search_unavailable` while the worker is
 * away.
 */
export function vectors(): Promise<VectorStore> {
  shared.vectors ??= createVectors().catch((error: unknown) => {
    // Asked again next time: parts of a system start in any order.
    delete shared.vectors;
    throw error;
  });
  return shared.vectors;
}

async function createVectors(): Promise<VectorStore> {
  const { space } = await embedder().embedText('soko');
  const store = await openVectorStore(env(), { pool: pool(), space });
  // Read before the first shopper asks. A failure is told to who does.
  store.load().catch(() => {});
  vocabulary()
    .current()
    .catch(() => {});
  // Searches renew it, too; but what another process has erased must not stay here because nobody searches.
  setInterval(() => store.load().catch(() => {}), VECTORS_RENEWED_MS).unref();
  return store;
}

function candidates(): CandidateCache {
  shared.candidates ??= new CandidateCache();
  return shared.candidates;
}

export function searchDeps(): SearchDeps {
  return {
    db: database(),
    pool: pool(),
    embedder: embedder(),
    vectors,
    vocabulary: vocabulary(),
    candidates: candidates(),
    foundByWords: (reason) =>
      logger().warn({ err: reason }, 'a search went by its words: the model or its index is away'),
  };
}
