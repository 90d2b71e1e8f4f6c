import type { Pool } from 'pg';
import type { Env } from '@/lib/platform/env';
import type { VectorStore } from './vector-store';

/** The store of one space: Milvus by MILVUS_ADDRESS; without one PostgreSQL. */
export async function openVectorStore(
  { MILVUS_ADDRESS: address, MILVUS_TOKEN: token }: Pick<Env, 'MILVUS_ADDRESS' | 'MILVUS_TOKEN'>,
  { pool, space }: { pool: Pool; space: string },
): Promise<VectorStore> {
  if (address === undefined) {
    const { PostgresVectorStore } = await import('./postgres-vector-store');
    return new PostgresVectorStore({ pool, space });
  }
  const { MilvusVectorStore } = await import('./milvus-vector-store');
  return new MilvusVectorStore({ address, space, ...(token === undefined ? {} : { token }) });
}
