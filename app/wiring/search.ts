import { env, requireSetting } from '@/lib/platform/env';
import { SpaceInUse } from '@/lib/reindex/space-in-use';
import { CandidateCache } from '@/lib/search/candidate-cache';
import { createWorkerQueryEmbedder, type QueryEmbedder } from '@/lib/search/query-embedder';
import type { SearchDeps } from '@/lib/search/search-products';
import { openVectorStore } from '@/lib/vectors/open-vector-store';
import { SearchedStore } from '@/lib/vectors/searched-store';
import { StoresBySpace } from '@/lib/vectors/stores-by-space';
import type { VectorStore } from '@/lib/vectors/vector-store';
import { kept } from './kept';
import { database, logger, pool, vocabulary } from './process';

/** One statement, which finds nothing most of the time. */
const VECTORS_RENEWED_MS = 60_000;

const shared = kept<{
  embedder: QueryEmbedder;
  spaceInUse: SpaceInUse;
  stores: StoresBySpace;
  searched: SearchedStore;
  candidates: CandidateCache;
}>('search');

function embedder(): QueryEmbedder {
  shared.embedder ??= createWorkerQueryEmbedder({
    workerUrl: env().WORKER_URL,
    workerToken: requireSetting('WORKER_TOKEN'),
  });
  return shared.embedder;
}

/** Errors: `search_unavailable` before a worker has ever started. */
export function spaceInUse(): Promise<string> {
  shared.spaceInUse ??= new SpaceInUse(database());
  return shared.spaceInUse.current();
}

export function vectorsOf(space: string): Promise<VectorStore> {
  return stores().of(space);
}

function stores(): StoresBySpace {
  shared.stores ??= new StoresBySpace((space) => openVectorStore(env(), { pool: pool(), space }));
  return shared.stores;
}

/** What searches go to. Errors: those of `spaceInUse`. */
export function vectors(): Promise<VectorStore> {
  shared.searched ??= keepLoaded(new SearchedStore(stores(), spaceInUse));
  return shared.searched.current();
}

function keepLoaded(searched: SearchedStore): SearchedStore {
  // Read before the first shopper asks. A failure is told to who does.
  searched.load().catch(() => {});
  vocabulary()
    .current()
    .catch(() => {});
  // Searches renew it, too; but what another process has erased must not stay here because nobody searches.
  setInterval(() => searched.load().catch(() => {}), VECTORS_RENEWED_MS).unref();
  return searched;
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
