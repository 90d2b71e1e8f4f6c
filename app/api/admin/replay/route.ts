import { replaySchema } from '@/app/api/requests';
import { apiRoute } from '@/app/server/api-route';
import { readJson } from '@/app/server/read-body';
import { requireApiRole } from '@/app/server/session';
import { replayDeps } from '@/app/wiring/work';
import { replayCause, replayProducts, replayRun } from '@/lib/syncs/replay-work';

/** Starts failed work again. Admins only; written to the audit log. */
export const POST = apiRoute(async (request) => {
  const user = await requireApiRole(request, 'admin');
  const work = replaySchema.parse(await readJson(request, 64 * 1024));
  const deps = replayDeps();
  const replayed =
    'productIds' in work
      ? await replayProducts(deps, work.productIds, user.id)
      : 'code' in work
        ? await replayCause(deps, work.code, user.id)
        : await replayRun(deps, work.syncRunId, user.id);
  return Response.json(replayed, { status: 202 });
});
