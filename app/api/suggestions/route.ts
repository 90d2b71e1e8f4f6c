import { z } from 'zod';
import { suggestionsQuerySchema } from '@/app/api/requests';
import { apiRoute } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { rateLimits } from '@/app/server/rate-limits';
import { pool, vocabulary } from '@/app/wiring/process';
import { SokoError } from '@/lib/platform/errors';
import { suggest } from '@/lib/search/suggestions';

/** What is typed again within a minute is answered by the browser. */
const KEPT = { 'cache-control': 'public, max-age=60' };

/** What the words typed so far may become: products' words, shops, categories. */
export const GET = apiRoute(async (request) => {
  rateLimits().suggestions.take(clientAddress(request.headers));
  const query = suggestionsQuerySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success)
    throw new SokoError({ code: 'invalid_request', message: z.prettifyError(query.error), status: 400 });
  const suggestions = await suggest({ pool: pool(), vocabulary: vocabulary() }, query.data);
  return Response.json({ suggestions }, { headers: KEPT });
});
