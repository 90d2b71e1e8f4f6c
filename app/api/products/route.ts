import { apiRoute } from '@/app/server/api-route';
import { database } from '@/app/wiring';
import { browseProducts } from '@/lib/search/browse-products';
import { parseFilters } from '@/lib/search/product-filters';

/** Live products, newest first. */
export const GET = apiRoute(async (request) => {
  const filters = parseFilters(new URL(request.url).searchParams);
  return Response.json(await browseProducts(database(), filters));
});
