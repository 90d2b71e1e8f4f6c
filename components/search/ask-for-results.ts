import { apiRequest } from '@/components/api/api-request';
import type { CardSearchPage } from '@/lib/search/search-page.schema';
import { loadPhotoOpener } from './photo/load-for-photos';
import type { PhotoPart } from './photo/open-photo';
import { type SearchState, searchParams } from './search-state';

const PAGE_SIZE = '30';
/** Parts that were encoded already: a changed filter sends the same bytes again. */
const encoded = new WeakMap<PhotoPart['crop'], Promise<Blob>>();

interface Asked {
  state: SearchState;
  /** A photo that the server does not know yet. */
  part: PhotoPart | null;
  cursor: string | null;
  signal: AbortSignal;
}

/**
 * One page of results. Only a photo that the server has not seen is sent; everything after that goes by its token, in
 * an address of a few bytes. Errors: ApiError.
 */
export async function askForResults({ state, part, cursor, signal }: Asked): Promise<CardSearchPage> {
  const fields = apiFields(part === null ? state : { ...state, picture: null });
  if (cursor !== null) fields.set('cursor', cursor);
  if (part === null) return apiRequest('search', `/api/search?${fields}`, { signal });
  const form = new FormData();
  for (const [name, value] of fields) form.set(name, value);
  form.set('image', await encodedOnce(part), 'photo.jpg');
  return apiRequest('search', '/api/search', { method: 'POST', body: form, signal });
}

function apiFields(state: SearchState): URLSearchParams {
  const fields = searchParams(state);
  fields.delete('q');
  if (state.text !== '') fields.set('text', state.text);
  fields.set('limit', PAGE_SIZE);
  return fields;
}

function encodedOnce({ photo, crop }: PhotoPart): Promise<Blob> {
  const known = encoded.get(crop);
  if (known) return known;
  const made = loadPhotoOpener().then((opener) => opener.encodePart(photo, crop));
  encoded.set(crop, made);
  // What failed once, for want of memory say, may succeed when it is asked for again.
  made.catch(() => encoded.delete(crop));
  return made;
}
