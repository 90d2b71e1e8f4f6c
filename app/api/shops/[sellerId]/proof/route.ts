import { backToProof, provePath } from '@/app/api/shops/back-to-proof';
import { apiRoute } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { isPlainForm, seeOther } from '@/app/server/plain-form';
import { rateLimits } from '@/app/server/rate-limits';
import { assertSameOrigin } from '@/app/server/same-origin';
import { type GivenKey, keepShopKey, shopKeyFor } from '@/app/server/shop-access';
import { proofNotStarted, shopProver } from '@/app/server/shop-prover';
import { database, publicUrl } from '@/app/wiring/process';
import type { ShopProof } from '@/lib/sellers/proof/proof.schema';
import { readProof, startProof } from '@/lib/sellers/proof/start-proof';

type Context = { params: Promise<{ sellerId: string }> };

const NOT_KEPT = { 'cache-control': 'no-store' };

export const GET = apiRoute<Context>(async (request, { params }) => {
  rateLimits().shops.take(clientAddress(request.headers));
  const prover = await shopProver((await params).sellerId, shopKeyFor(request));
  const proof = await readProof(database(), prover);
  if (proof === null) throw proofNotStarted();
  return Response.json(proof, { headers: NOT_KEPT });
});

/** Gives the device a code for the shop, and a key where it had none. */
export const POST = apiRoute<Context>(async (request, { params }) => {
  const { sellerId } = await params;
  const given = shopKeyFor(request);
  if (!isPlainForm(request))
    return keepShopKey(Response.json(await start(request, sellerId, given), { headers: NOT_KEPT }), given);
  try {
    await start(request, sellerId, given);
    return keepShopKey(seeOther(provePath(sellerId)), given);
  } catch (error) {
    return backToProof(error, sellerId);
  }
});

async function start(request: Request, sellerId: string, given: GivenKey): Promise<ShopProof> {
  assertSameOrigin(request, publicUrl());
  rateLimits().proofs.take(clientAddress(request.headers));
  return startProof(database(), await shopProver(sellerId, given));
}
