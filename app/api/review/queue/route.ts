import { z } from 'zod';
import { reviewQueueQuerySchema } from '@/app/api/requests';
import { apiRoute } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { rateLimits } from '@/app/server/rate-limits';
import { auth, database } from '@/app/wiring/process';
import { readReviewQueue } from '@/lib/moderation/review-queue';
import { assertRole } from '@/lib/platform/auth-roles';
import { SokoError } from '@/lib/platform/errors';

/** A page of a queue. Moderators only. */
export const GET = apiRoute(async (request) => {
  rateLimits().consoles.take(clientAddress(request.headers));
  const viewer = assertRole(await auth().currentUser(request.headers), 'moderator');
  const read = reviewQueueQuerySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!read.success) {
    throw new SokoError({ code: 'invalid_request', message: z.prettifyError(read.error), status: 400 });
  }
  const { limit, cursor, ...query } = read.data;
  const queue = await readReviewQueue(database(), { query, viewer, limit, cursor });
  return Response.json(queue, { headers: { 'cache-control': 'no-store' } });
});
