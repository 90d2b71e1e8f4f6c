import { apiRoute, NOT_KEPT } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { rateLimits } from '@/app/server/rate-limits';
import { loadOverview } from '@/app/wiring/operations';
import { auth } from '@/app/wiring/process';
import { assertRole } from '@/lib/platform/auth-roles';

/** What the overview lives on. Admins only. */
export const GET = apiRoute(async (request) => {
  rateLimits().consoles.take(clientAddress(request.headers));
  assertRole(await auth().currentUser(request.headers), 'admin');
  return Response.json(await loadOverview(), { headers: NOT_KEPT });
});
