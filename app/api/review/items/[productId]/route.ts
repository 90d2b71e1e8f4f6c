import { readProductId } from '@/app/api/requests';
import { apiRoute } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { rateLimits } from '@/app/server/rate-limits';
import { contextDeps } from '@/app/wiring/moderation';
import { auth } from '@/app/wiring/process';
import { readReviewContext } from '@/lib/moderation/review-context/read-review-context';
import { assertRole } from '@/lib/platform/auth-roles';

/** What is known around one product: its seller, copies of its picture, what is near, earlier reviews. */
export const GET = apiRoute<{ params: Promise<{ productId: string }> }>(async (request, { params }) => {
  rateLimits().consoles.take(clientAddress(request.headers));
  assertRole(await auth().currentUser(request.headers), 'moderator');
  const context = await readReviewContext(contextDeps(), readProductId((await params).productId));
  return Response.json(context, { headers: { 'cache-control': 'no-store' } });
});
