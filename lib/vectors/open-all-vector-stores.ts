import type { Pool } from 'pg';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { openVectorStore } from './open-vector-store';
import type { VectorStore } from './vector-store';

/**
 * Every store that may hold a product's vector: the one in use, for each model that products have vectors of, and what
 * PostgreSQL has kept of an earlier model or of the time before Milvus.
 */
export async function openAllVectorStores(
  settings: Parameters<typeof openVectorStore>[0],
  { db, pool }: { db: PrismaClient; pool: Pool },
): Promise<VectorStore[]> {
  const [used, kept] = await Promise.all([
    db.embeddingSpace.findMany({ select: { space: true } }),
    db.vectorEntry.findMany({ distinct: ['space'], select: { space: true } }),
  ]);
  return Promise.all([
    ...used.map(({ space }) => openVectorStore(settings, { pool, space })),
    ...kept.map(({ space }) => openVectorStore({}, { pool, space })),
  ]);
}
