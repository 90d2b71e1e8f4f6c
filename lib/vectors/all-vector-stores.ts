import type { Database } from '@/lib/platform/db';
import { openVectorStore } from './open-vector-store';
import type { VectorStore } from './vector-store';

type Settings = Parameters<typeof openVectorStore>[0];
type Connected = Pick<Database, 'prisma' | 'pool'>;

/** Work with every store that may hold a product's vector; they are closed after it. */
export async function withAllVectorStores<T>(
  settings: Settings,
  database: Connected,
  work: (stores: VectorStore[]) => Promise<T>,
): Promise<T> {
  const stores = await openAll(settings, database);
  try {
    return await work(stores);
  } finally {
    await Promise.all(stores.map((store) => store.close()));
  }
}

/** Takes products out of all of them. */
export const removalFromAll = (stores: readonly VectorStore[]): Pick<VectorStore, 'remove'> => ({
  remove: async (ids) => void (await Promise.all(stores.map((store) => store.remove(ids)))),
});

/**
 * The store in use, for each model that products have vectors of, and what PostgreSQL has kept of the time before
 * Milvus.
 */
async function openAll(settings: Settings, { prisma: db, pool }: Connected): Promise<VectorStore[]> {
  const [used, kept] = await Promise.all([
    db.embeddingSpace.findMany({ select: { space: true } }),
    db.vectorEntry.findMany({ distinct: ['space'], select: { space: true } }),
  ]);
  return Promise.all([
    ...used.map(({ space }) => openVectorStore(settings, { pool, space })),
    ...kept.map(({ space }) => openVectorStore({}, { pool, space })),
  ]);
}
