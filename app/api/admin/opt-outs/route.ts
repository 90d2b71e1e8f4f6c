import { liftOptOutSchema } from '@/app/api/requests';
import { apiRoute } from '@/app/server/api-route';
import { readJson } from '@/app/server/read-body';
import { requireApiRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { onboardDeps } from '@/app/wiring/work';
import { liftOptOut, readTypedPhone } from '@/lib/sellers/opt-outs';

/** Lets a number in again that was left out. Admins only; written to the audit log. */
export const POST = apiRoute(async (request) => {
  const user = await requireApiRole(request, 'admin');
  const { phone } = liftOptOutSchema.parse(await readJson(request, 1024));
  await liftOptOut(database(), { phone: readTypedPhone(phone), key: onboardDeps().phoneKey, actorId: user.id });
  return Response.json({ lifted: true });
});
