import { apiRoute } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { photoTurns } from '@/app/server/photo-turns';
import { rateLimits } from '@/app/server/rate-limits';
import { requestOrigin, withAbsoluteMatch } from '@/app/server/request-origin';
import { assertSameOrigin } from '@/app/server/same-origin';
import { publicUrl, searchDeps, shoppers } from '@/app/wiring';
import { forQuery } from '@/lib/media/normalise-image';
import { parseSearch } from '@/lib/search/parse-search';
import { searchProducts } from '@/lib/search/search-products';
import { readSearchForm, type SearchForm } from './read-search-form';

/** Live products nearest to a photo, words, or both. The photo lives in memory until the answer is sent. */
export const POST = apiRoute(async (request) => {
  const arrivedAt = performance.now();
  assertSameOrigin(request, publicUrl());
  const client = clientAddress(request.headers);
  rateLimits().search.take(client);
  const form = await readSearchForm(request);
  // From here on: what is yet to come, or never does, is no search that the pipeline should wait for.
  const search = () => shoppers().during(() => answer(request, form, { client, arrivedAt }));
  return form.image === null ? search() : photoTurns().searching.run(client, request.signal, search);
});

/** The same for what an address can say: words, a product, a photo search that was shared. */
export const GET = apiRoute(async (request) => {
  const arrivedAt = performance.now();
  const client = clientAddress(request.headers);
  rateLimits().search.take(client);
  const fields = new Map(new URL(request.url).searchParams);
  return shoppers().during(() => answer(request, { image: null, fields }, { client, arrivedAt }));
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
  const { request: asked, picture, crop } = parseSearch(fields, image !== null);
  const photo =
    image === null ? null : await photoTurns().opening.run(client, request.signal, () => forQuery(image, crop));
  const page = await searchProducts(
    searchDeps(),
    { ...asked, picture: photo ? { kind: 'photo', photo } : picture },
    { signal: request.signal, arrivedAt },
  );
  const origin = requestOrigin(request);
  const results = page.results.map((match) => withAbsoluteMatch(match, origin));
  return Response.json({ ...page, results }, { headers: { 'cache-control': 'no-store' } });
}
