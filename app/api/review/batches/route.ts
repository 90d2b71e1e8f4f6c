import { batchDraftSchema } from '@/app/api/requests';
import { apiRoute } from '@/app/server/api-route';
import { readJson } from '@/app/server/read-body';
import { requireApiRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { draftBatch } from '@/lib/moderation/batches/draft-batch';

/** A moderator selects many products: answers with what a decision about all of them would be about. */
export const POST = apiRoute(async (request) => {
  const by = await requireApiRole(request, 'moderator');
  const body = batchDraftSchema.parse(await readJson(request, 64 * 1024));
  return Response.json(await draftBatch(database(), { ...body, by }));
});
