import { apiRoute, NOT_KEPT } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { rateLimits } from '@/app/server/rate-limits';
import { pool, vocabulary } from '@/app/wiring/process';
import { countProducts } from '@/lib/marketplace/count-products';
import { parseFilters } from '@/lib/marketplace/product-filters';

/** How many live products these filters leave: asked while somebody chooses them. */
export const GET = apiRoute(async (request) => {
  rateLimits().browse.take(clientAddress(request.headers));
  const filters = parseFilters(new URL(request.url).searchParams);
  const counted = await countProducts({ pool: pool(), vocabulary: vocabulary() }, filters);
  return Response.json(counted, { headers: NOT_KEPT });
});
