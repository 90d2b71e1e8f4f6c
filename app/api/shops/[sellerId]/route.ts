import { assertMayChange, backWith, readChange } from '@/app/api/shops/read-change';
import { apiRoute } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { isPlainForm, seeOther } from '@/app/server/plain-form';
import { requireShop } from '@/app/server/shop-access';
import { spendPaste } from '@/app/server/spend-paste';
import { database } from '@/app/wiring/process';
import { holdDeps, onboardDeps, pasterKey } from '@/app/wiring/work';
import { holdSeller, releaseSeller } from '@/lib/sellers/hold-seller';
import { nameShop } from '@/lib/sellers/name-shop';
import type { ShopAccess } from '@/lib/sellers/shop-access';
import { type ShopChange, type ShopChanged, shopChangeSchema } from '@/lib/sellers/shop-changes.schema';
import { askErasure, undoErasure } from '@/lib/sellers/shop-erasure';
import { syncShop } from '@/lib/sellers/sync-shop';
import { clientLane } from '@/lib/syncs/lane';

type Context = { params: Promise<{ sellerId: string }> };

/** One change of a shop, as JSON, or as a plain form, which goes back to the shop's page with what came of it. */
export const POST = apiRoute<Context>(async (request, { params }) => {
  const { sellerId } = await params;
  if (!isPlainForm(request)) return Response.json(await change(request, sellerId));
  const page = `/sell/shops/${sellerId}`;
  try {
    const { action, syncId } = await change(request, sellerId);
    return seeOther(syncId === undefined ? `${page}?done=${action}#top` : `/sell/${syncId}`);
  } catch (error) {
    return backWith(error, sellerId);
  }
});

async function change(request: Request, sellerId: string): Promise<ShopChanged> {
  const access = await requireShop(request, sellerId, 'holder');
  const { wanted } = await readChange(request, shopChangeSchema);
  await assertMayChange(access, wanted);
  return { action: wanted.action, ...(await carryOut(request, access, wanted)) };
}

async function carryOut(
  request: Request,
  access: ShopAccess,
  wanted: ShopChange,
): Promise<Omit<ShopChanged, 'action'>> {
  const { sellerId, phone } = access;
  const actorId = `seller:${sellerId}`;
  switch (wanted.action) {
    case 'sync': {
      const address = clientAddress(request.headers);
      const paster = { client: clientLane(address, pasterKey()), spend: spendPaste(address) };
      return syncShop(onboardDeps(), access, paster);
    }
    case 'pause':
      return changedOf(await holdSeller(holdDeps(), { phone, hold: 'paused', actorId }));
    case 'resume':
      return changedOf(await releaseSeller(holdDeps(), { phone, hold: 'paused', actorId }));
    case 'name':
      return nameShop(database(), access, wanted.name);
    case 'erase':
      return askErasure(holdDeps(), access);
    case 'restore':
      return undoErasure(holdDeps(), access);
  }
}

const changedOf = ({ changed }: { changed: boolean }) => ({ changed });
