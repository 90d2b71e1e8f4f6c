import { undoSchema } from '@/app/api/requests';
import { apiRoute } from '@/app/server/api-route';
import { readJson } from '@/app/server/read-body';
import { requireApiRole } from '@/app/server/session';
import { moderationDeps } from '@/app/wiring/work';
import { undoDecision } from '@/lib/moderation/undo-decision';

/** A moderator takes any decision back that is still in force. Errors: lib/moderation/undo-decision.ts. */
export const POST = apiRoute(async (request) => {
  const user = await requireApiRole(request, 'moderator');
  const body = undoSchema.parse(await readJson(request, 4 * 1024));
  return Response.json(await undoDecision(moderationDeps(), { ...body, moderatorId: user.id }));
});
