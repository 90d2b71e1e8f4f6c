import { z } from 'zod';
import { apiRoute } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { rateLimits } from '@/app/server/rate-limits';
import { readJson } from '@/app/server/read-body';
import { assertSameOrigin } from '@/app/server/same-origin';
import { onboardDeps, publicUrl } from '@/app/wiring';
import { SokoError } from '@/lib/platform/errors';
import { NothingUsable, onboardSellers } from '@/lib/sellers/onboard-sellers';

/** Some thousands of product links. */
const MOST_BYTES = 512 * 1024;
const bodySchema = z.object({ text: z.string() });

/** Understands what was pasted and starts a sync for every seller in it. */
export const POST = apiRoute(async (request) => {
  assertSameOrigin(request, publicUrl());
  rateLimits().sellers.take(clientAddress(request.headers));
  const body = bodySchema.safeParse(await readJson(request, MOST_BYTES));
  if (!body.success) {
    throw new SokoError({ code: 'invalid_request', message: 'Send { "text": "what was pasted" }.', status: 400 });
  }
  try {
    return Response.json(await onboardSellers(onboardDeps(), body.data.text), { status: 202 });
  } catch (error) {
    if (!(error instanceof NothingUsable)) throw error;
    const { code, message, rejected } = error;
    return Response.json({ error: { code, message }, sellers: [], accepted: [], rejected }, { status: error.status });
  }
});
