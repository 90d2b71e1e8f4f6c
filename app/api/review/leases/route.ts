import { takeLeaseSchema } from '@/app/api/requests';
import { apiRoute } from '@/app/server/api-route';
import { readJson } from '@/app/server/read-body';
import { requireApiRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { takeNext } from '@/lib/moderation/take-next';

/** A moderator opens a product: the first of these that nobody else looks at is theirs for two minutes. */
export const POST = apiRoute(async (request) => {
  const { id } = await requireApiRole(request, 'moderator');
  const body = takeLeaseSchema.parse(await readJson(request, 16 * 1024));
  return Response.json(await takeNext(database(), { ...body, userId: id }));
});
