import { apiRoute } from '@/app/server/api-route';
import { requestOrigin, withAbsolutePictures } from '@/app/server/request-origin';
import { database } from '@/app/wiring';
import { browseProducts } from '@/lib/search/browse-products';
import { parseFilters } from '@/lib/search/product-filters';
import { FEED_SORTS } from '@/lib/search/search-request.schema';

/** Live products, newest first or by price. */
export const GET = apiRoute(async (request) => {
  const filters = parseFilters(new URL(request.url).searchParams, FEED_SORTS);
  const { products, nextCursor } = await browseProducts(database(), filters);
  const origin = requestOrigin(request);
  return Response.json({ products: products.map((product) => withAbsolutePictures(product, origin)), nextCursor });
});
