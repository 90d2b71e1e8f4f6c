import { apiRoute } from '@/app/server/api-route';
import { requestOrigin, withAbsolutePictures } from '@/app/server/request-origin';
import { database } from '@/app/wiring';
import { browseProducts } from '@/lib/search/browse-products';
import { parseFilters } from '@/lib/search/product-filters';

/** Live products, newest first. */
export const GET = apiRoute(async (request) => {
  const filters = parseFilters(new URL(request.url).searchParams);
  const { products, nextCursor } = await browseProducts(database(), filters);
  const origin = requestOrigin(request);
  return Response.json({ products: products.map((product) => withAbsolutePictures(product, origin)), nextCursor });
});
