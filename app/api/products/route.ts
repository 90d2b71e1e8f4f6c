import { apiRoute, NOT_KEPT } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { rateLimits } from '@/app/server/rate-limits';
import { requestOrigin, withAbsolutePictures } from '@/app/server/request-origin';
import { database, pool, vocabulary } from '@/app/wiring/process';
import { browseProducts } from '@/lib/marketplace/browse-products';
import { findLiveProducts } from '@/lib/marketplace/live-products';
import { parseFilters, parseProductIds } from '@/lib/marketplace/product-filters';
import type { ProductPage } from '@/lib/marketplace/product-view.schema';
import { FEED_SORTS } from '@/lib/marketplace/sorts.schema';

/**
 * Live products: the newest with their sellers in turn, by age or by price; or those of `ids`, in their order, without
 * the ones that are gone.
 */
export const GET = apiRoute(async (request) => {
  rateLimits().browse.take(clientAddress(request.headers));
  const params = new URL(request.url).searchParams;
  const ids = params.get('ids');
  const { products, nextCursor } =
    ids === null
      ? await browseProducts(
          { db: database(), pool: pool(), vocabulary: vocabulary() },
          parseFilters(params, FEED_SORTS),
        )
      : await productsOf(parseProductIds(ids));
  const origin = requestOrigin(request);
  return Response.json(
    { products: products.map((product) => withAbsolutePictures(product, origin)), nextCursor },
    { headers: NOT_KEPT },
  );
});

async function productsOf(ids: string[]): Promise<ProductPage> {
  const found = await findLiveProducts(pool(), ids);
  return { products: ids.flatMap((id) => found.get(id) ?? []), nextCursor: null };
}
