import { tryServiceSchema } from '@/app/api/requests';
import { apiRoute } from '@/app/server/api-route';
import { readJson } from '@/app/server/read-body';
import { requireApiRole } from '@/app/server/session';
import { tryServiceDeps } from '@/app/wiring/work';
import { tryService } from '@/lib/service-faults/try-service';

/** Has a paused service tried now rather than within the minute. Admins only; written to the audit log. */
export const POST = apiRoute(async (request) => {
  const user = await requireApiRole(request, 'admin');
  const { service } = tryServiceSchema.parse(await readJson(request, 1024));
  return Response.json(await tryService(tryServiceDeps(), service, user.id), { status: 202 });
});
