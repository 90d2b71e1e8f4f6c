import { apiRoute, NOT_KEPT, productNotFound } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { rateLimits } from '@/app/server/rate-limits';
import { requestOrigin, withAbsolutePictures } from '@/app/server/request-origin';
import { pool } from '@/app/wiring/process';
import { findLiveProduct } from '@/lib/marketplace/live-products';

export const GET = apiRoute<{ params: Promise<{ productId: string }> }>(async (request, { params }) => {
  rateLimits().browse.take(clientAddress(request.headers));
  const product = await findLiveProduct(pool(), (await params).productId);
  if (!product) throw productNotFound();
  return Response.json(withAbsolutePictures(product, requestOrigin(request)), { headers: NOT_KEPT });
});
