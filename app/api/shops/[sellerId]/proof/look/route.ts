import { proofLookSchema } from '@/app/api/requests';
import { backToProof, provePath } from '@/app/api/shops/back-to-proof';
import { apiRoute } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { isPlainForm, seeOther } from '@/app/server/plain-form';
import { rateLimits } from '@/app/server/rate-limits';
import { readBody, readJson } from '@/app/server/read-body';
import { assertSameOrigin } from '@/app/server/same-origin';
import { shopKeyFor } from '@/app/server/shop-access';
import { proofNotStarted, shopProver } from '@/app/server/shop-prover';
import { database, publicUrl } from '@/app/wiring/process';
import { proofDeps } from '@/app/wiring/work';
import { askForLook } from '@/lib/sellers/proof/ask-for-look';
import type { ShopProof } from '@/lib/sellers/proof/proof.schema';
import { readProof } from '@/lib/sellers/proof/start-proof';

const MOST_BYTES = 8 * 1024;

/** The seller has put the code into a product: has it looked for (202). A plain form goes back to the page. */
export const POST = apiRoute<{ params: Promise<{ sellerId: string }> }>(async (request, { params }) => {
  const { sellerId } = await params;
  if (!isPlainForm(request)) return Response.json(await ask(request, sellerId, readProduct), { status: 202 });
  try {
    await ask(request, sellerId, readProductField);
    return seeOther(provePath(sellerId));
  } catch (error) {
    return backToProof(error, sellerId);
  }
});

const readProduct = async (request: Request): Promise<string> =>
  proofLookSchema.parse(await readJson(request, MOST_BYTES)).product;

async function readProductField(request: Request): Promise<string> {
  const fields = new URLSearchParams((await readBody(request, MOST_BYTES, TOO_LONG)).toString('utf8'));
  return proofLookSchema.parse({ product: fields.get('link')?.trim() || fields.get('product') }).product;
}

const TOO_LONG = 'This is more than a link. Please shorten it.';

async function ask(request: Request, sellerId: string, read: typeof readProduct): Promise<ShopProof> {
  assertSameOrigin(request, publicUrl());
  rateLimits().proofLooks.take(clientAddress(request.headers));
  const product = await read(request);
  const prover = await shopProver(sellerId, shopKeyFor(request));
  if ((await readProof(database(), prover)) === null) throw proofNotStarted();
  await askForLook(proofDeps(), { ...prover, product });
  const proof = await readProof(database(), prover);
  if (proof === null) throw proofNotStarted();
  return proof;
}
