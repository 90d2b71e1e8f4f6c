import { pauseSchema } from '@/app/api/requests';
import { apiRoute } from '@/app/server/api-route';
import { readJson } from '@/app/server/read-body';
import { requireApiRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { heartbeatDeps, tryServiceDeps } from '@/app/wiring/work';
import { pauseWork, resumeWork } from '@/lib/pauses/pauses';
import { runHeartbeat } from '@/lib/pauses/run-heartbeat';

/** Pauses or resumes a stage or the heartbeat, or runs one now. Admins only; written to the audit log. */
export const POST = apiRoute(async (request) => {
  const { id: actorId } = await requireApiRole(request, 'admin');
  const { what, action, reason } = pauseSchema.parse(await readJson(request, 4 * 1024));
  if (action === 'run') return Response.json(await runHeartbeat(heartbeatDeps(), { what, actorId }), { status: 202 });
  const changed =
    action === 'pause'
      ? await pauseWork(database(), { what, actorId, reason: reason || null })
      : await resumeWork(tryServiceDeps(), { what, actorId });
  return Response.json(changed);
});
