import { apiRoute } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { rateLimits } from '@/app/server/rate-limits';
import { publicUrl } from '@/app/wiring/process';
import { openApiDocument } from './document';

/** What the API takes and answers, for programs; `/developers` is the same for people. */
export const GET = apiRoute(async (request) => {
  rateLimits().browse.take(clientAddress(request.headers));
  const document = openApiDocument(new URL(publicUrl()).origin);
  return Response.json(document, { headers: { 'cache-control': 'public, max-age=3600' } });
});
