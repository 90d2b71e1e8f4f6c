import { z } from 'zod';
import { proofLookSchema } from '@/app/api/requests';
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
import { SokoError } from '@/lib/platform/errors';
import { askForLook } from '@/lib/sellers/proof/ask-for-look';
import type { ShopProof } from '@/lib/sellers/proof/proof.schema';
import { readProof } from '@/lib/sellers/proof/start-proof';

const MOST_BYTES = 8 * 1024;

/** The seller has put the code into a product: has it looked for (202). A plain form goes back to the page. */
export const POST = apiRoute<{ params: Promise<{ sellerId: string }> }>(async (request, { params }) => {
  assertSameOrigin(request, publicUrl());
  rateLimits().proofLooks.take(clientAddress(request.headers));
  const { sellerId } = await params;
  if (!isPlainForm(request)) {
    const { product } = proofLookSchema.parse(await readJson(request, MOST_BYTES));
    return Response.json(await ask(request, sellerId, product), { status: 202 });
  }
  const fields = new URLSearchParams((await readBody(request, MOST_BYTES, TOO_LONG)).toString('utf8'));
  const page = `/sell/shops/${encodeURIComponent(sellerId)}/prove`;
  try {
    const { product } = proofLookSchema.parse({ product: fields.get('link')?.trim() || fields.get('product') });
    await ask(request, sellerId, product);
    return seeOther(page);
  } catch (error) {
    // A browser without JavaScript would show an error's JSON.
    if (error instanceof z.ZodError) return seeOther(`${page}?problem=no_product_link`);
    if (!(error instanceof SokoError) || error.code === 'seller_not_found') throw error;
    return seeOther(`${page}?problem=${error.code}`);
  }
});

const TOO_LONG = 'This is more than a link. Please shorten it.';

async function ask(request: Request, sellerId: string, product: string): Promise<ShopProof> {
  const prover = await shopProver(sellerId, shopKeyFor(request));
  if ((await readProof(database(), prover)) === null) throw proofNotStarted();
  await askForLook(proofDeps(), { ...prover, product });
  const proof = await readProof(database(), prover);
  if (proof === null) throw proofNotStarted();
  return proof;
}
