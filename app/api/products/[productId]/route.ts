import { apiRoute } from '@/app/server/api-route';
import { productNotFound } from '@/app/server/product-not-found';
import { requestOrigin, withAbsolutePictures } from '@/app/server/request-origin';
import { pool } from '@/app/wiring';
import { findLiveProduct } from '@/lib/search/product-rows';

export const GET = apiRoute<{ params: Promise<{ productId: string }> }>(async (request, { params }) => {
  const product = await findLiveProduct(pool(), (await params).productId);
  if (!product) throw productNotFound();
  return Response.json(withAbsolutePictures(product, requestOrigin(request)));
});
