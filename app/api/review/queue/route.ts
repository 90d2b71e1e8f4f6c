import { apiRoute } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { rateLimits } from '@/app/server/rate-limits';
import { auth, database } from '@/app/wiring/process';
import { readReviewQueue } from '@/lib/moderation/review-queue';
import { assertRole } from '@/lib/platform/auth-roles';

/** Flagged products, those that wait longest first. Moderators only. */
export const GET = apiRoute(async (request) => {
  rateLimits().consoles.take(clientAddress(request.headers));
  assertRole(await auth().currentUser(request.headers), 'moderator');
  return Response.json(await readReviewQueue(database(), 50), { headers: { 'cache-control': 'no-store' } });
});
