import { apiRoute } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { rateLimits } from '@/app/server/rate-limits';
import { requestOrigin, withAbsoluteMatch } from '@/app/server/request-origin';
import { assertSameOrigin } from '@/app/server/same-origin';
import { publicUrl } from '@/app/wiring/process';
import { readSearchForm, type SearchForm } from './read-search-form';
import { searchInTurn } from './search-in-turn';

/** Live products nearest to a photo, words, or both. */
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

async function answer(request: Request, form: SearchForm, asking: { client: string; arrivedAt: number }) {
  const page = await searchInTurn(request, form, asking);
  const origin = requestOrigin(request);
  const results = page.results.map((match) => withAbsoluteMatch(match, origin));
  return Response.json({ ...page, results }, { headers: { 'cache-control': 'no-store' } });
}
