import { readBatchId } from '@/app/api/requests';
import { apiRoute, NOT_KEPT } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { rateLimits } from '@/app/server/rate-limits';
import { auth, database } from '@/app/wiring/process';
import { readBatch } from '@/lib/moderation/batches/read-batch';
import { assertRole } from '@/lib/platform/auth-roles';

/** How far a bulk decision has come. Errors: `batch_not_found`. */
export const GET = apiRoute<{ params: Promise<{ batchId: string }> }>(async (request, { params }) => {
  rateLimits().consoles.take(clientAddress(request.headers));
  assertRole(await auth().currentUser(request.headers), 'moderator');
  return Response.json(await readBatch(database(), readBatchId((await params).batchId)), { headers: NOT_KEPT });
});
