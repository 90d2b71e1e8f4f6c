import { readProductId } from '@/app/api/requests';
import { apiRoute } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { countShopper } from '@/app/server/count-shoppers';
import { rateLimits } from '@/app/server/rate-limits';
import { assertSameOrigin } from '@/app/server/same-origin';
import { publicUrl } from '@/app/wiring/process';

/** Somebody goes on to WhatsApp from a product’s page. Sent beside the link (a ping), which does not wait for it. */
export const POST = apiRoute<{ params: Promise<{ productId: string }> }>(async (request, { params }) => {
  assertSameOrigin(request, publicUrl());
  rateLimits().counts.take(clientAddress(request.headers));
  const productId = readProductId((await params).productId);
  countShopper('chats', request.headers, [productId]);
  return Response.json({ productId, received: true }, { status: 202 });
});
