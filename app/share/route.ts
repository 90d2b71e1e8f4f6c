import { readSearchForm } from '@/app/api/search/read-search-form';
import { searchInTurn } from '@/app/api/search/search-in-turn';
import { apiRoute } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { languageOfRequest } from '@/app/server/language';
import { seeOther } from '@/app/server/plain-form';
import { rateLimits } from '@/app/server/rate-limits';
import { assertSameOrigin } from '@/app/server/same-origin';
import { publicUrl } from '@/app/wiring/process';
import { apiErrorSchema } from '@/lib/platform/http-errors.schema';
import { MESSAGES } from '@/messages/messages';
import { pasteAddress } from './shared-words';

/** As app/manifest.ts names them. */
const FIELDS = new Set(['title', 'text', 'url']);

/**
 * What another app shares with an installed Soko while public/sw.js is not active yet, and what a form without scripts
 * sends: a photo is searched with, words go to where they can be pasted. Nothing is changed by it.
 */
export const POST = async (request: Request): Promise<Response> => {
  const answer = await share(request, undefined);
  return answer.status === 303 ? answer : inWords(request, answer);
};

const share = apiRoute(async (request: Request) => {
  const arrivedAt = performance.now();
  assertShared(request);
  const client = clientAddress(request.headers);
  rateLimits().search.take(client);
  const { image, fields } = await readSearchForm(request, FIELDS);
  if (image === null) return seeOther(pasteAddress(fields));
  const { photoToken } = await searchInTurn(request, { image, fields: new Map() }, { client, arrivedAt });
  return seeOther(photoToken === null ? '/search' : `/search?photo=${photoToken}`);
});

/** A share is the browser's own doing, and says so, which no page can. Its origin is `null`, as of some attacks. */
function assertShared(request: Request): void {
  if (request.headers.get('sec-fetch-site') !== 'none') assertSameOrigin(request, publicUrl());
}

/** For a person, as a line of text. */
async function inWords(request: Request, refusal: Response): Promise<Response> {
  const { error } = apiErrorSchema.parse(await refusal.json());
  const words = MESSAGES[languageOfRequest(request)].codes[error.code] ?? error.message;
  const headers = new Headers(refusal.headers);
  headers.set('content-type', 'text/plain; charset=utf-8');
  headers.set('cache-control', 'no-store');
  return new Response(`${words}\n`, { status: refusal.status, headers });
}
