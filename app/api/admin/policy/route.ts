import { nextPolicySchema } from '@/app/api/requests';
import { apiRoute } from '@/app/server/api-route';
import { readJson } from '@/app/server/read-body';
import { requireApiRole } from '@/app/server/session';
import { saveNextPolicy } from '@/app/wiring/policy';

/** The next version of what moderators decide by. Admins only; written to the audit log. Errors: `policy_conflict`. */
export const POST = apiRoute(async (request) => {
  const user = await requireApiRole(request, 'admin');
  const next = nextPolicySchema.parse(await readJson(request, 128 * 1024));
  return Response.json(await saveNextPolicy({ ...next, actorId: user.id }), { status: 201 });
});
