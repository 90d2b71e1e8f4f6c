import { apiRoute } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { countShown } from '@/app/server/count-shoppers';
import { photoTurns } from '@/app/server/photo-turns';
import { rateLimits } from '@/app/server/rate-limits';
import { requestOrigin, withAbsoluteMatch } from '@/app/server/request-origin';
import { assertSameOrigin } from '@/app/server/same-origin';
import { publicUrl } from '@/app/wiring/process';
import { searchDeps } from '@/app/wiring/search';
import { forQuery, type InTurn } from '@/lib/media/normalise-image';
import { parseSearch } from '@/lib/search/parse-search';
import { searchProducts } from '@/lib/search/search-products';
import { readSearchForm, type SearchForm } from './read-search-form';

/** Live products nearest to a photo, words, or both. The photo lives in memory until the answer is sent. */
export const POST = apiRoute(async (request) => {
  const arrivedAt = performance.now();
  assertSameOrigin(request, publicUrl());
  const client = clientAddress(request.headers);
  rateLimits().search.take(client);
  return answer(request, await readSearchForm(request), { client, arrivedAt });
});

/** The same for what an address can say: words, a product, a photo search that was shared. */
export const GET = apiRoute(async (request) => {
  const arrivedAt = performance.now();
  const client = clientAddress(request.headers);
  rateLimits().search.take(client);
  const fields = new Map(new URL(request.url).searchParams);
  return answer(request, { image: null, fields }, { client, arrivedAt });
});

interface Asking {
  client: string;
  arrivedAt: number;
}

async function answer(
  request: Request,
  { image, fields }: SearchForm,
  { client, arrivedAt }: Asking,
): Promise<Response> {
  const { signal } = request;
  const { request: asked, picture, crop } = parseSearch(fields, image !== null);
  const turns = photoTurns();
  const inTurn: InTurn = (photo, decode) => turns.open({ client, signal, photo, decode });
  const photo = image === null ? null : await forQuery(image, crop, inTurn);
  const wanted = { ...asked, picture: photo ? { kind: 'photo' as const, photo } : picture };
  const search = () => searchProducts(searchDeps(), wanted, { signal, arrivedAt });
  const page = await (photo === null ? turns.words(client, signal, search) : turns.search(client, signal, search));
  countShown(request.headers, page.results);
  const origin = requestOrigin(request);
  const results = page.results.map((match) => withAbsoluteMatch(match, origin));
  return Response.json({ ...page, results }, { headers: { 'cache-control': 'no-store' } });
}
