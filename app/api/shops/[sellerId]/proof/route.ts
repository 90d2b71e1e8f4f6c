import { apiRoute } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { isPlainForm, seeOther } from '@/app/server/plain-form';
import { rateLimits } from '@/app/server/rate-limits';
import { assertSameOrigin } from '@/app/server/same-origin';
import { keepShopKey, shopKeyFor } from '@/app/server/shop-access';
import { proofNotStarted, shopProver } from '@/app/server/shop-prover';
import { database, publicUrl } from '@/app/wiring/process';
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
  assertSameOrigin(request, publicUrl());
  rateLimits().proofs.take(clientAddress(request.headers));
  const given = shopKeyFor(request);
  const prover = await shopProver((await params).sellerId, given);
  const proof = await startProof(database(), prover);
  const page = `/sell/shops/${prover.sellerId}/prove`;
  return keepShopKey(isPlainForm(request) ? seeOther(page) : Response.json(proof, { headers: NOT_KEPT }), given);
});
