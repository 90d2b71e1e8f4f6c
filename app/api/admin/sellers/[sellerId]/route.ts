import { z } from 'zod';
import { sellerActionSchema } from '@/app/api/requests';
import { apiRoute } from '@/app/server/api-route';
import { readJson } from '@/app/server/read-body';
import { requireApiRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { sellerActDeps } from '@/app/wiring/work';
import { SokoError } from '@/lib/platform/errors';
import { actOnSeller } from '@/lib/sellers/act-on-seller';

interface Context {
  params: Promise<{ sellerId: string }>;
}

/** What an admin does about a seller. Admins only; written to the audit log. */
export const POST = apiRoute<Context>(async (request, { params }) => {
  const user = await requireApiRole(request, 'admin');
  const action = sellerActionSchema.parse(await readJson(request, 16 * 1024));
  const sellerId = z.uuid().safeParse((await params).sellerId).data;
  const seller = sellerId && (await database().seller.findUnique({ where: { id: sellerId }, select: { phone: true } }));
  if (!sellerId || !seller)
    throw new SokoError({ code: 'seller_not_found', message: 'There is no seller with this id.', status: 404 });
  const acted = await actOnSeller(sellerActDeps(), { sellerId, phone: seller.phone }, action, user.id);
  return Response.json(acted);
});
