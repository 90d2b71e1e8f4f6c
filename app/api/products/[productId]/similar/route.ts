import { apiRoute, NOT_KEPT, productNotFound } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { rateLimits } from '@/app/server/rate-limits';
import { requestOrigin, withAbsoluteMatch } from '@/app/server/request-origin';
import { pool } from '@/app/wiring/process';
import { searchDeps } from '@/app/wiring/search';
import { findLiveProduct } from '@/lib/marketplace/live-products';
import { parseFilters } from '@/lib/marketplace/product-filters';
import { similarProducts } from '@/lib/search/search-products';

/** Live products nearest to this one. */
export const GET = apiRoute<{ params: Promise<{ productId: string }> }>(async (request, { params }) => {
  rateLimits().browse.take(clientAddress(request.headers));
  const { limit, cursor } = parseFilters(new URL(request.url).searchParams);
  const product = await findLiveProduct(pool(), (await params).productId);
  if (!product) throw productNotFound();
  const { results, nextCursor } = await similarProducts(searchDeps(), {
    productId: product.productId,
    limit,
    cursor,
  });
  const origin = requestOrigin(request);
  return Response.json(
    { results: results.map((match) => withAbsoluteMatch(match, origin)), nextCursor },
    { headers: NOT_KEPT },
  );
});
