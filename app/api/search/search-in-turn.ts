import { countShown } from '@/app/server/count-shoppers';
import { photoTurns } from '@/app/server/photo-turns';
import { searchDeps } from '@/app/wiring/search';
import { forQuery, type InTurn } from '@/lib/media/normalise-image';
import { inSpan } from '@/lib/platform/tracing/tracing';
import { observeSearch } from '@/lib/search/observe-search';
import { parseSearch } from '@/lib/search/parse-search';
import { searchProducts } from '@/lib/search/search-products';
import type { SearchForm } from './read-search-form';

interface Asking {
  client: string;
  arrivedAt: number;
}

/** One search of whoever asks, between those of others. The photo lives in memory until it is answered. */
export async function searchInTurn(
  { headers, signal }: Request,
  { image, fields }: SearchForm,
  { client, arrivedAt }: Asking,
): ReturnType<typeof searchProducts> {
  const { request: asked, picture, crop } = parseSearch(fields, image !== null);
  const turns = photoTurns();
  const inTurn: InTurn = (photo, decode) => turns.open({ client, signal, photo, decode });
  const kind = image === null ? (picture?.kind ?? null) : 'photo';
  const page = await observeSearch({ picture: kind, text: asked.text, cursor: asked.cursor }, async () => {
    const photo = image === null ? null : await inSpan('read photo', {}, () => forQuery(image, crop, inTurn));
    const wanted = { ...asked, picture: photo ? { kind: 'photo' as const, photo } : picture };
    const search = () => searchProducts(searchDeps(), wanted, { signal, arrivedAt });
    return photo === null ? turns.words(client, signal, search) : turns.search(client, signal, search);
  });
  countShown(headers, page.results);
  return page;
}
