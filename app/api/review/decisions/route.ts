import { decisionSchema } from '@/app/api/requests';
import { apiRoute } from '@/app/server/api-route';
import { readJson } from '@/app/server/read-body';
import { requireApiRole } from '@/app/server/session';
import { moderationDeps } from '@/app/wiring/work';
import { decideReview } from '@/lib/moderation/decide-review';

/** A moderator approves, rejects, asks for a fix, leaves to the admins… Errors: lib/moderation/decide-review.ts. */
export const POST = apiRoute(async (request) => {
  const user = await requireApiRole(request, 'moderator');
  const body = decisionSchema.parse(await readJson(request, 16 * 1024));
  return Response.json(await decideReview(moderationDeps(), { ...body, moderatorId: user.id }));
});
