import { secondVerdictSchema } from '@/app/api/requests';
import { apiRoute } from '@/app/server/api-route';
import { readJson } from '@/app/server/read-body';
import { requireApiRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { decideSecondLook } from '@/lib/moderation/second-look/decide-second-look';

/** What a second moderator decides without knowing the first decision. Errors: 409 `second_look_taken`. */
export const POST = apiRoute(async (request) => {
  const user = await requireApiRole(request, 'moderator');
  const verdict = secondVerdictSchema.parse(await readJson(request, 16 * 1024));
  return Response.json(await decideSecondLook(database(), { ...verdict, moderatorId: user.id }));
});
