import { z } from 'zod';
import { productIdSchema, readProductId } from '@/app/api/requests';
import { apiRoute } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { isPlainForm, seeOther } from '@/app/server/plain-form';
import { rateLimits } from '@/app/server/rate-limits';
import { readBody } from '@/app/server/read-body';
import { assertSameOrigin } from '@/app/server/same-origin';
import { database, publicUrl } from '@/app/wiring/process';
import { reportKey } from '@/app/wiring/work';
import { productReportSchema } from '@/lib/moderation/product-report.schema';
import { hashClient, reportProduct } from '@/lib/moderation/product-reports';
import { SokoError } from '@/lib/platform/errors';

type Context = { params: Promise<{ productId: string }> };

const MOST_BYTES = 8 * 1024;

/** A shopper reports a live product to the moderators, as JSON (202), or as a plain form, which goes on to a page. */
export const POST = apiRoute<Context>(async (request, { params }) => {
  const { productId } = await params;
  if (!isPlainForm(request)) {
    await take(request, productId, (body) => JSON.parse(body));
    return Response.json({ productId, received: true }, { status: 202 });
  }
  try {
    await take(request, productId, (body) => Object.fromEntries(new URLSearchParams(body)));
    return seeOther(`/products/${productId}/report?sent=1`);
  } catch (error) {
    // A browser without JavaScript would show an error's JSON.
    if (!(error instanceof SokoError || error instanceof z.ZodError) || !productIdSchema.safeParse(productId).success)
      throw error;
    return seeOther(`/products/${productId}/report?failed=1`);
  }
});

async function take(request: Request, givenId: string, parse: (body: string) => unknown): Promise<void> {
  assertSameOrigin(request, publicUrl());
  const address = clientAddress(request.headers);
  rateLimits().reports.take(address);
  const productId = readProductId(givenId);
  const body = await readBody(request, MOST_BYTES, 'This is more than a report may hold. Please shorten it.');
  const { reason, note = null } = productReportSchema.parse(parsed(body.toString('utf8'), parse));
  const clientHash = hashClient({ address }, reportKey());
  await reportProduct(database(), { productId, reason, note, clientHash });
}

function parsed(body: string, parse: (body: string) => unknown): unknown {
  try {
    return parse(body);
  } catch (cause) {
    throw new SokoError({ code: 'invalid_request', message: 'The body must be JSON or a form.', status: 400, cause });
  }
}
