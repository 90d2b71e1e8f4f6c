import { watchQueueSchema } from '@/app/api/requests';
import { apiRoute } from '@/app/server/api-route';
import { readJson } from '@/app/server/read-body';
import { requireApiRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { watchQueue } from '@/lib/moderation/watch-queue';

/** What happened to a moderator's list since it was read; what they look at stays theirs. */
export const POST = apiRoute(async (request) => {
  const viewer = await requireApiRole(request, 'moderator');
  const { seen, open, ...query } = watchQueueSchema.parse(await readJson(request, 128 * 1024));
  return Response.json(await watchQueue(database(), { query, viewer, seen, open }));
});
