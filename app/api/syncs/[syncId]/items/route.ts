import { z } from 'zod';
import { apiRoute } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { rateLimits } from '@/app/server/rate-limits';
import { database } from '@/app/wiring';
import { SokoError } from '@/lib/platform/errors';
import { readSyncItems, syncItemFilterSchema } from '@/lib/syncs/read-sync-items';

const querySchema = z.object({
  filter: syncItemFilterSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().optional(),
});

/** Every product of one sync with its outcome, what needs the seller first. */
export const GET = apiRoute<{ params: Promise<{ syncId: string }> }>(async (request, { params }) => {
  rateLimits().syncs.take(clientAddress(request.headers));
  const syncId = z.uuid().safeParse((await params).syncId);
  if (!syncId.success)
    throw new SokoError({ code: 'sync_not_found', message: 'There is no sync with this id.', status: 404 });
  const query = querySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success)
    throw new SokoError({ code: 'invalid_request', message: z.prettifyError(query.error), status: 400 });
  const page = await readSyncItems(database(), { syncRunId: syncId.data, ...query.data });
  return Response.json(page, { headers: { 'cache-control': 'no-store' } });
});
