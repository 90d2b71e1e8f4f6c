import { batchStartSchema, readBatchId } from '@/app/api/requests';
import { apiRoute } from '@/app/server/api-route';
import { readJson } from '@/app/server/read-body';
import { requireApiRole } from '@/app/server/session';
import { batchDeps } from '@/app/wiring/work';
import { startBatch } from '@/lib/moderation/batches/start-batch';

/** A moderator decides about all they selected. Errors: lib/moderation/batches/start-batch.ts. */
export const POST = apiRoute<{ params: Promise<{ batchId: string }> }>(async (request, { params }) => {
  const user = await requireApiRole(request, 'moderator');
  const body = batchStartSchema.parse(await readJson(request, 16 * 1024));
  const start = { ...body, id: readBatchId((await params).batchId), moderatorId: user.id };
  return Response.json(await startBatch(batchDeps(), start), { status: 202 });
});
