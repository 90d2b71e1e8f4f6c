import { z } from 'zod';
import { SokoError } from '@/lib/platform/errors';
import { SEARCH_LIMITS } from './search-request.schema';

const idsSchema = z.array(z.string().regex(/^\d{1,20}$/)).max(SEARCH_LIMITS.pageSize);

/** `1,2,3`, each once, in the order they are asked for; an empty text is none. Errors: `invalid_request`. */
export function parseProductIds(text: string): string[] {
  const ids = [...new Set(text.split(',').map((id) => id.trim()))].filter((id) => id !== '');
  const result = idsSchema.safeParse(ids);
  if (result.success) return result.data;
  throw new SokoError({
    code: 'invalid_request',
    message: `ids must be at most ${SEARCH_LIMITS.pageSize} products’ ids, separated by commas.`,
    status: 400,
  });
}
