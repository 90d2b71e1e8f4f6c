import { deadPictureSchema, readProductId } from '@/app/api/requests';
import { apiRoute } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { rateLimits } from '@/app/server/rate-limits';
import { readJson } from '@/app/server/read-body';
import { assertSameOrigin } from '@/app/server/same-origin';
import { publicUrl } from '@/app/wiring/process';
import { replayDeps } from '@/app/wiring/work';
import { renewPicture } from '@/lib/syncs/renew-picture';

/** A page could not load this product's picture: answers with a newer link, or has the product read again (202). */
export const POST = apiRoute<{ params: Promise<{ productId: string }> }>(async (request, { params }) => {
  assertSameOrigin(request, publicUrl());
  rateLimits().deadPictures.take(clientAddress(request.headers));
  const productId = readProductId((await params).productId);
  const { imageUrl: deadUrl } = deadPictureSchema.parse(await readJson(request, 8 * 1024));
  const renewal = await renewPicture(replayDeps(), { productId, deadUrl });
  return Response.json(renewal, { status: renewal.state === 'asked' ? 202 : 200 });
});
