import { z } from 'zod';
import { apiRoute } from '@/app/server/api-route';
import { readJson } from '@/app/server/read-body';
import { requireApiRole } from '@/app/server/session';
import { replayDeps } from '@/app/wiring';
import { replayProducts, replayRun } from '@/lib/syncs/replay-work';

const bodySchema = z.union([
  z.object({
    productIds: z
      .array(z.string().regex(/^\d{1,20}$/))
      .min(1)
      .max(500),
  }),
  z.object({ syncRunId: z.uuid() }),
]);

/** Starts failed work again. Admins only; written to the audit log. */
export const POST = apiRoute(async (request) => {
  const user = await requireApiRole(request, 'admin');
  const body = bodySchema.parse(await readJson(request, 64 * 1024));
  const deps = replayDeps();
  const replayed =
    'productIds' in body
      ? await replayProducts(deps, body.productIds, user.id)
      : await replayRun(deps, body.syncRunId, user.id);
  return Response.json(replayed, { status: 202 });
});
