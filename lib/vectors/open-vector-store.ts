import type { Pool } from 'pg';
import type { Env } from '@/lib/platform/env';
import type { VectorStore } from './vector-store';

/** The store of one space: Milvus by MILVUS_ADDRESS; without one PostgreSQL. */
export async function openVectorStore(
  settings: Pick<Env, 'MILVUS_ADDRESS' | 'MILVUS_TOKEN' | 'MILVUS_DATABASE'>,
  { pool, space }: { pool: Pool; space: string },
): Promise<VectorStore> {
  const { MILVUS_ADDRESS: address, MILVUS_TOKEN: token, MILVUS_DATABASE: database } = settings;
  if (address === undefined) {
    const { PostgresVectorStore } = await import('./postgres-vector-store');
    return new PostgresVectorStore({ pool, space });
  }
  const { MilvusVectorStore } = await import('./milvus-vector-store');
  return new MilvusVectorStore({
    ...{ address, space },
    ...(token === undefined ? {} : { token }),
    ...(database === undefined ? {} : { database }),
  });
}
