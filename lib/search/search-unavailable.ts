import { SokoError } from '@/lib/platform/errors';

/** The model, or what says which one is in use, is away: words may still be searched for by themselves. */
export const searchUnavailable = (cause: unknown): SokoError =>
  new SokoError({
    code: 'search_unavailable',
    message: 'Search is not available right now. Please try again in a minute.',
    status: 503,
    retry: { again: true, afterMs: 5_000 },
    cause,
  });
