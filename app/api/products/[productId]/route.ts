import { apiRoute, NOT_KEPT, productNotFound } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { rateLimits } from '@/app/server/rate-limits';
import { requestOrigin, withAbsolutePictures } from '@/app/server/request-origin';
import { database, pool } from '@/app/wiring/process';
import { findProductDetail } from '@/lib/marketplace/shop-view';

export const GET = apiRoute<{ params: Promise<{ productId: string }> }>(async (request, { params }) => {
  rateLimits().browse.take(clientAddress(request.headers));
  const product = await findProductDetail({ db: database(), pool: pool() }, (await params).productId);
  if (!product) throw productNotFound();
  return Response.json(withAbsolutePictures(product, requestOrigin(request)), { headers: NOT_KEPT });
});
