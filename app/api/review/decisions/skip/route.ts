import { skipSchema } from '@/app/api/requests';
import { apiRoute } from '@/app/server/api-route';
import { readJson } from '@/app/server/read-body';
import { requireApiRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { skipReview } from '@/lib/moderation/skip-review';

/** A moderator does not want to see a product for a while. Errors: `product_not_found`. */
export const POST = apiRoute(async (request) => {
  const user = await requireApiRole(request, 'moderator');
  const body = skipSchema.parse(await readJson(request, 4 * 1024));
  return Response.json(await skipReview(database(), { ...body, moderatorId: user.id }));
});
