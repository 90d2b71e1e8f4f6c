import { replayPreviewRequestSchema } from '@/app/api/requests';
import { apiRoute } from '@/app/server/api-route';
import { readJson } from '@/app/server/read-body';
import { requireApiRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { previewReplay } from '@/lib/syncs/replay-work';

/** What a replay would start. Changes nothing; admins only. */
export const POST = apiRoute(async (request) => {
  await requireApiRole(request, 'admin');
  const selection = replayPreviewRequestSchema.parse(await readJson(request, 64 * 1024));
  return Response.json(await previewReplay(database(), selection));
});
