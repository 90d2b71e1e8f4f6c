import { apiRoute } from '@/app/server/api-route';
import { isPlainForm, seeOther } from '@/app/server/plain-form';
import { requireShop } from '@/app/server/shop-access';
import { database } from '@/app/wiring/process';
import { forgetShop } from '@/lib/sellers/shop-access';

/** The device does not hold the shop any more. A plain form goes on to the list of those that it still holds. */
export const POST = apiRoute<{ params: Promise<{ sellerId: string }> }>(async (request, { params }) => {
  const access = await requireShop(request, (await params).sellerId, 'holder');
  await forgetShop(database(), access);
  return isPlainForm(request)
    ? seeOther('/sell')
    : Response.json({ sellerId: access.sellerId, forgotten: true }, { status: 200 });
});
