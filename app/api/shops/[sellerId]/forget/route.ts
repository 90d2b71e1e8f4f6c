import { backWith } from '@/app/api/shops/read-change';
import { apiRoute } from '@/app/server/api-route';
import { isPlainForm, seeOther } from '@/app/server/plain-form';
import { requireShop } from '@/app/server/shop-access';
import { database } from '@/app/wiring/process';
import { forgetShop } from '@/lib/sellers/shop-access';

type Context = { params: Promise<{ sellerId: string }> };

/** The device does not hold the shop any more. A plain form goes on to the list of those that it still holds. */
export const POST = apiRoute<Context>(async (request, { params }) => {
  const { sellerId } = await params;
  if (!isPlainForm(request)) {
    await forget(request, sellerId);
    return Response.json({ sellerId, forgotten: true });
  }
  try {
    await forget(request, sellerId);
    return seeOther('/sell');
  } catch (error) {
    return backWith(error, sellerId);
  }
});

async function forget(request: Request, sellerId: string): Promise<void> {
  await forgetShop(database(), await requireShop(request, sellerId, 'holder'));
}
