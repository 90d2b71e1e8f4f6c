import { readProductId } from '@/app/api/requests';
import { apiRoute, NOT_KEPT } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { countShopper } from '@/app/server/count-shoppers';
import { rateLimits } from '@/app/server/rate-limits';
import { assertSameOrigin } from '@/app/server/same-origin';
import { publicUrl } from '@/app/wiring/process';

type Context = { params: Promise<{ productId: string }> };

/**
 * A product’s page is open in front of somebody. Sent by the page’s script, so that what is only fetched does not
 * count.
 */
export const POST = apiRoute<Context>(async (request, { params }) => {
  assertSameOrigin(request, publicUrl());
  rateLimits().counts.take(clientAddress(request.headers));
  const productId = readProductId((await params).productId);
  countShopper('views', request.headers, [productId]);
  return Response.json({ productId, received: true }, { status: 202, headers: NOT_KEPT });
});

/** The same, from the picture that the page has for browsers without scripts: there is nothing in it to see. */
export const GET = POST;
