import { apiRoute } from '@/app/server/api-route';
import { database } from '@/app/wiring';
import { SokoError } from '@/lib/platform/errors';
import { readSync } from '@/lib/syncs/read-sync';

export const GET = apiRoute<{ params: Promise<{ syncId: string }> }>(async (_request, { params }) => {
  const sync = await readSync(database(), (await params).syncId);
  if (!sync) throw new SokoError({ code: 'sync_not_found', message: 'There is no sync with this id.', status: 404 });
  return Response.json(sync, { headers: { 'cache-control': 'no-store' } });
});
