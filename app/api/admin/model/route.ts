import { modelActionSchema } from '@/app/api/requests';
import { apiRoute, NOT_KEPT } from '@/app/server/api-route';
import { readJson } from '@/app/server/read-body';
import { requireApiRole } from '@/app/server/session';
import { loadReindexProgress } from '@/app/wiring/operations';
import { swapDeps } from '@/app/wiring/work';
import { askToDropSpace } from '@/lib/reindex/drop-space';
import { swapSpaces } from '@/lib/reindex/swap-spaces';

/** The model in use and how far the next one is. Admins only. */
export const GET = apiRoute(async (request) => {
  await requireApiRole(request, 'admin');
  return Response.json(await loadReindexProgress(), { headers: NOT_KEPT });
});

/** Puts the next model to use, or drops one's vectors. Admins only; written to the audit log. */
export const POST = apiRoute(async (request) => {
  const { id: actorId } = await requireApiRole(request, 'admin');
  const act = modelActionSchema.parse(await readJson(request, 4 * 1024));
  const { space } = act;
  if (act.action === 'drop') {
    await askToDropSpace(swapDeps(), { space, actorId });
    return Response.json({ space, missing: 0 }, { status: 202 });
  }
  const { missing } = await swapSpaces(swapDeps(), { to: space, actorId, evenIncomplete: act.evenIncomplete });
  return Response.json({ space, missing }, { status: 202 });
});
