import { readProductId } from '@/app/api/requests';
import { assertMayChange, backWith, readChange } from '@/app/api/shops/read-change';
import { apiRoute } from '@/app/server/api-route';
import { isPlainForm, seeOther } from '@/app/server/plain-form';
import { requireShop } from '@/app/server/shop-access';
import { holdDeps } from '@/app/wiring/work';
import { changeProduct } from '@/lib/sellers/change-product';
import { productChangeSchema, type ShopChanged } from '@/lib/sellers/shop-changes.schema';
import { shopPath } from '@/lib/sellers/shop-query.schema';

type Ids = { sellerId: string; productId: string };

/** One change of one product by its seller, as JSON, or as a plain form, which goes back to the shop's page. */
export const POST = apiRoute<{ params: Promise<Ids> }>(async (request, { params }) => {
  const ids = await params;
  if (!isPlainForm(request)) return Response.json((await change(request, ids)).changed);
  try {
    const { changed, back } = await change(request, ids);
    const shown = shopPath(ids.sellerId, back);
    const told = `done=${changed.action}&product=${ids.productId}#p${ids.productId}`;
    return seeOther(`${shown}${shown.includes('?') ? '&' : '?'}${told}`);
  } catch (error) {
    return backWith(error, ids.sellerId);
  }
});

async function change(request: Request, { sellerId, productId }: Ids) {
  const access = await requireShop(request, sellerId, 'holder');
  const { wanted, back } = await readChange(request, productChangeSchema);
  await assertMayChange(access, wanted);
  const { changed } = await changeProduct(holdDeps(), access, readProductId(productId), wanted);
  const answer: ShopChanged = { action: wanted.action, changed };
  return { changed: answer, back };
}
