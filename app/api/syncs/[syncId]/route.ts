import { syncNotFound } from '@/app/api/requests';
import { apiRoute } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { rateLimits } from '@/app/server/rate-limits';
import { database } from '@/app/wiring/process';
import { readSync } from '@/lib/syncs/read-sync';

export const GET = apiRoute<{ params: Promise<{ syncId: string }> }>(async (request, { params }) => {
  rateLimits().syncs.take(clientAddress(request.headers));
  const sync = await readSync(database(), (await params).syncId);
  if (!sync) throw syncNotFound();
  return Response.json(sync, { headers: { 'cache-control': 'no-store' } });
});
