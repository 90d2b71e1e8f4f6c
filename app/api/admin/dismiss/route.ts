import { dismissSchema } from '@/app/api/requests';
import { apiRoute } from '@/app/server/api-route';
import { readJson } from '@/app/server/read-body';
import { requireApiRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { dismissFailed, dismissRun } from '@/lib/syncs/dismiss-work';

/** Failed work that nobody needs to do anything about. Admins only; written to the audit log. */
export const POST = apiRoute(async (request) => {
  const user = await requireApiRole(request, 'admin');
  const work = dismissSchema.parse(await readJson(request, 64 * 1024));
  const dismissed =
    'syncRunId' in work
      ? await dismissRun(database(), work.syncRunId, user.id)
      : await dismissFailed(database(), work, user.id);
  return Response.json(dismissed);
});
