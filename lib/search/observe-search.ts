import { asSokoError } from '@/lib/platform/errors';
import { histogram } from '@/lib/platform/metrics';
import { inSpan } from '@/lib/platform/tracing/tracing';
import type { PictureQuery } from './query-vector';
import type { SearchPage } from './search-page.schema';

/** `like`: with a product of ours in place of a photo. */
export type SearchMode = 'photo' | 'words' | 'both' | 'like';

interface Asked {
  picture: PictureQuery['kind'] | null;
  text: string;
  cursor?: string | undefined;
}

export const searchSeconds = () =>
  histogram({
    name: 'soko_search_seconds',
    help: 'How long a search took, by how it was asked and what came of it: found, nothing, refused, failed',
    labelNames: ['mode', 'outcome'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8],
  });

/** Measures a search as its shopper meets it, waiting for their turn included. */
export async function observeSearch<Page extends Pick<SearchPage, 'results' | 'nothingAlike'>>(
  asked: Asked,
  search: () => Promise<Page>,
): Promise<Page> {
  const mode = modeOf(asked);
  const stop = searchSeconds().startTimer({ mode });
  // A page after the first ends a list that was found.
  const outcomeOf = (page: Page) => (asked.cursor === undefined && page.nothingAlike ? 'nothing' : 'found');
  try {
    const page = await inSpan('search', { kind: 'server', facts: { mode }, outcomeOf }, search);
    stop({ outcome: outcomeOf(page) });
    return page;
  } catch (error) {
    stop({ outcome: asSokoError(error).status < 500 ? 'refused' : 'failed' });
    throw error;
  }
}

function modeOf({ picture, text }: Asked): SearchMode {
  if (picture === null) return 'words';
  if (text !== '') return 'both';
  return picture === 'product' ? 'like' : 'photo';
}
