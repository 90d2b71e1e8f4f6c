import { AGAIN, SokoError } from '@/lib/platform/errors';

export function vectorInvalid(message: string): SokoError {
  return new SokoError({ code: 'vector_invalid', message, status: 400 });
}

export function vectorStoreUnavailable(where: string, cause: unknown): SokoError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new SokoError({
    code: 'vector_store_unavailable',
    message: `The vector store (${where}) did not answer: ${why}. It is tried again by itself.`,
    retry: AGAIN,
    status: 503,
    cause,
  });
}

export function vectorStoreFull(products: number, cause: unknown): SokoError {
  return new SokoError({
    code: 'vector_store_unavailable',
    message: `The vector store has memory for ${products} products and no more (4 GiB at the most). Set MILVUS_ADDRESS and run "reindex".`,
    status: 503,
    cause,
  });
}
