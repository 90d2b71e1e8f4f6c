import { readBatchId } from '@/app/api/requests';
import { apiRoute } from '@/app/server/api-route';
import { requireApiRole } from '@/app/server/session';
import { batchDeps } from '@/app/wiring/work';
import { undoBatch } from '@/lib/moderation/batches/start-batch';

/** A moderator takes a whole bulk decision back. Errors: `batch_not_found`, `batch_not_started`. */
export const POST = apiRoute<{ params: Promise<{ batchId: string }> }>(async (request, { params }) => {
  const user = await requireApiRole(request, 'moderator');
  const undo = { id: readBatchId((await params).batchId), moderatorId: user.id };
  return Response.json(await undoBatch(batchDeps(), undo), { status: 202 });
});
