import { pasteSchema } from '@/app/api/requests';
import { apiRoute } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { rateLimits } from '@/app/server/rate-limits';
import { readJson } from '@/app/server/read-body';
import { assertSameOrigin } from '@/app/server/same-origin';
import { keepShopKey, shopKeyFor } from '@/app/server/shop-access';
import { spendPaste } from '@/app/server/spend-paste';
import { database, publicUrl } from '@/app/wiring/process';
import { onboardDeps, pasterKey } from '@/app/wiring/work';
import { SokoError } from '@/lib/platform/errors';
import { NothingUsable, onboardSellers } from '@/lib/sellers/onboard-sellers';
import { hashShopKey, holdShops } from '@/lib/sellers/shop-access';
import { clientLane } from '@/lib/syncs/lane';

/** Some thousands of product links. */
const MOST_BYTES = 512 * 1024;

/** Understands what was pasted, starts a sync for every seller in it, and has the device hold their shops. */
export const POST = apiRoute(async (request) => {
  assertSameOrigin(request, publicUrl());
  const address = clientAddress(request.headers);
  rateLimits().sellers.take(address);
  const body = pasteSchema.safeParse(await readJson(request, MOST_BYTES));
  if (!body.success) {
    throw new SokoError({ code: 'invalid_request', message: 'Send { "text": "what was pasted" }.', status: 400 });
  }
  try {
    const { text, tokens = [] } = body.data;
    const paster = {
      client: clientLane(address, pasterKey()),
      tokens,
      spend: spendPaste(address),
    };
    const onboarded = await onboardSellers(onboardDeps(), text, paster);
    const given = shopKeyFor(request);
    const phones = [...new Set(onboarded.accepted.map(({ phone }) => phone))];
    await holdShops(database(), hashShopKey(given.key), phones);
    return keepShopKey(Response.json(onboarded, { status: 202 }), given);
  } catch (error) {
    if (!(error instanceof NothingUsable)) throw error;
    const { code, message, rejected } = error;
    return Response.json({ error: { code, message }, sellers: [], accepted: [], rejected }, { status: error.status });
  }
});
