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
