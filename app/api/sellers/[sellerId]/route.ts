import { apiRoute, NOT_KEPT } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { rateLimits } from '@/app/server/rate-limits';
import { sellerNotFound } from '@/app/server/shop-access';
import { database, pool, vocabulary } from '@/app/wiring/process';
import { findShop } from '@/lib/marketplace/shop-view';

/** What there is to trust a shop by. */
export const GET = apiRoute<{ params: Promise<{ sellerId: string }> }>(async (request, { params }) => {
  rateLimits().browse.take(clientAddress(request.headers));
  const deps = { db: database(), pool: pool(), vocabulary: vocabulary() };
  const shop = await findShop(deps, (await params).sellerId);
  if (!shop) throw sellerNotFound();
  return Response.json(shop, { headers: NOT_KEPT });
});
