import path from 'node:path';
import { LocalObjectStore } from '@/lib/media/local-object-store';
import type { ObjectStore } from '@/lib/media/object-store';
import { S3ObjectStore } from '@/lib/media/s3-object-store';
import type { Env } from '@/lib/platform/env';
import { createWorkerQueryEmbedder } from '@/lib/search/worker-query-embedder';
import { MilvusVectorStore } from '@/lib/vectors/milvus-vector-store';
import { PostgresVectorStore } from '@/lib/vectors/postgres-vector-store';
import type { VectorStore } from '@/lib/vectors/vector-store';
import type { Connection } from './connect';

/** The one place where the command line chooses adapters. */
export function openVectors(
  { settings, database }: Pick<Connection, 'settings' | 'database'>,
  space: string,
): VectorStore {
  const { MILVUS_ADDRESS, MILVUS_TOKEN } = settings;
  if (MILVUS_ADDRESS === undefined) return new PostgresVectorStore({ pool: database.pool, space });
  return new MilvusVectorStore({
    address: MILVUS_ADDRESS,
    space,
    ...(MILVUS_TOKEN === undefined ? {} : { token: MILVUS_TOKEN }),
  });
}

export function openObjects(settings: Env): ObjectStore {
  const { S3_BUCKET, S3_REGION, S3_ENDPOINT, S3_PUBLIC_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = settings;
  if (S3_BUCKET === undefined) {
    return new LocalObjectStore({ folder: path.resolve(settings.SOKO_HOME, 'media'), publicBase: '' });
  }
  return new S3ObjectStore({
    bucket: S3_BUCKET,
    region: S3_REGION,
    ...(S3_ENDPOINT === undefined ? {} : { endpoint: S3_ENDPOINT }),
    ...(S3_PUBLIC_URL === undefined ? {} : { publicUrl: S3_PUBLIC_URL }),
    ...(AWS_ACCESS_KEY_ID === undefined || AWS_SECRET_ACCESS_KEY === undefined
      ? {}
      : { credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY } }),
  });
}

/**
 * Every store that may hold a product's vector: the one in use, in each space that products have vectors in, and what
 * PostgreSQL has kept of an earlier model or of the time before Milvus.
 */
export async function openAllVectors(connection: Connection): Promise<VectorStore[]> {
  const { productEmbedding, vectorEntry } = connection.database.prisma;
  const [used, kept] = await Promise.all([
    productEmbedding.findMany({ distinct: ['space'], select: { space: true } }),
    vectorEntry.findMany({ distinct: ['space'], select: { space: true } }),
  ]);
  return [
    ...used.map(({ space }) => openVectors(connection, space)),
    ...kept.map(({ space }) => new PostgresVectorStore({ pool: connection.database.pool, space })),
  ];
}

/** The space that the running worker's model makes vectors in. */
export async function readCurrentSpace({ settings }: Pick<Connection, 'settings'>): Promise<string> {
  const { WORKER_URL, WORKER_TOKEN = '' } = settings;
  const { space } = await createWorkerQueryEmbedder({ workerUrl: WORKER_URL, workerToken: WORKER_TOKEN }).embedText(
    'soko',
  );
  return space;
}
