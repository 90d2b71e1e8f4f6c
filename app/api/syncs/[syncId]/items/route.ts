import { z } from 'zod';
import { syncIdSchema, syncItemsQuerySchema, syncNotFound } from '@/app/api/requests';
import { apiRoute } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { rateLimits } from '@/app/server/rate-limits';
import { database } from '@/app/wiring/process';
import { SokoError } from '@/lib/platform/errors';
import { readSyncItems } from '@/lib/syncs/read-sync-items';

/** Every product of one sync with its outcome, what needs the seller first. */
export const GET = apiRoute<{ params: Promise<{ syncId: string }> }>(async (request, { params }) => {
  rateLimits().syncs.take(clientAddress(request.headers));
  const syncId = syncIdSchema.safeParse((await params).syncId);
  if (!syncId.success) throw syncNotFound();
  const query = syncItemsQuerySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success)
    throw new SokoError({ code: 'invalid_request', message: z.prettifyError(query.error), status: 400 });
  const page = await readSyncItems(database(), { syncRunId: syncId.data, ...query.data });
  return Response.json(page, { headers: { 'cache-control': 'no-store' } });
});
