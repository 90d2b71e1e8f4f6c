import { z } from 'zod';
import { apiRoute, productNotFound } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { rateLimits } from '@/app/server/rate-limits';
import { readJson } from '@/app/server/read-body';
import { assertSameOrigin } from '@/app/server/same-origin';
import { publicUrl, replayDeps } from '@/app/wiring';
import { renewPicture } from '@/lib/syncs/renew-picture';

const paramsSchema = z.object({ productId: z.string().regex(/^\d{1,20}$/) });
const bodySchema = z.object({ imageUrl: z.url().max(4096) });

/** A page could not load this product's picture: answers with a newer link, or has the product read again (202). */
export const POST = apiRoute<{ params: Promise<{ productId: string }> }>(async (request, { params }) => {
  assertSameOrigin(request, publicUrl());
  rateLimits().deadPictures.take(clientAddress(request.headers));
  const product = paramsSchema.safeParse(await params);
  if (!product.success) throw productNotFound();
  const { imageUrl: deadUrl } = bodySchema.parse(await readJson(request, 8 * 1024));
  const renewal = await renewPicture(replayDeps(), { productId: product.data.productId, deadUrl });
  return Response.json(renewal, { status: renewal.state === 'asked' ? 202 : 200 });
});
