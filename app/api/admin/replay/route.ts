import { replaySchema } from '@/app/api/requests';
import { apiRoute } from '@/app/server/api-route';
import { readJson } from '@/app/server/read-body';
import { requireApiRole } from '@/app/server/session';
import { replayDeps } from '@/app/wiring/work';
import { replayProducts, replayRun } from '@/lib/syncs/replay-work';

/** Starts failed work again. Admins only; written to the audit log. */
export const POST = apiRoute(async (request) => {
  const user = await requireApiRole(request, 'admin');
  const body = replaySchema.parse(await readJson(request, 64 * 1024));
  const replayed =
    'productIds' in body
      ? await replayProducts(replayDeps(), body.productIds, user.id)
      : await replayRun(replayDeps(), body.syncRunId, user.id);
  return Response.json(replayed, { status: 202 });
});
