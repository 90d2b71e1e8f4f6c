import { z } from 'zod';
import { isPlainForm, seeOther } from '@/app/server/plain-form';
import { readBody } from '@/app/server/read-body';
import { proofNeeded } from '@/app/server/shop-access';
import { database } from '@/app/wiring/process';
import { SokoError } from '@/lib/platform/errors';
import type { ShopAccess } from '@/lib/sellers/shop-access';
import { levelOf, type ProductChange, type ShopChange } from '@/lib/sellers/shop-changes.schema';
import { readShopQuery, type ShopQuery } from '@/lib/sellers/shop-query.schema';

const MOST_BYTES = 8 * 1024;

/**
 * What a device wants to change, as JSON or as a plain form sends it; `back` is what a form's page showed. Errors:
 * `invalid_request`, `invalid_input`.
 */
export async function readChange<Change>(
  request: Request,
  schema: z.ZodType<Change>,
): Promise<{ wanted: Change; back: ShopQuery }> {
  const body = await readBody(request, MOST_BYTES, 'This is more than a change may hold. Please shorten it.');
  const text = body.toString('utf8');
  if (!isPlainForm(request)) return { wanted: schema.parse(parseJson(text)), back: {} };
  const form = new URLSearchParams(text);
  const back = readShopQuery([...new URLSearchParams(form.get('back') ?? '')]);
  return { wanted: schema.parse(Object.fromEntries(form)), back };
}

/** Back to the shop's page with what went wrong: a browser without JavaScript would show an error's JSON. */
export function backWith(error: unknown, sellerId: string): Response {
  const known = error instanceof SokoError || error instanceof z.ZodError;
  if (!known || !z.uuid().safeParse(sellerId).success) throw error;
  return seeOther(`/sell/shops/${sellerId}?failed=${error instanceof SokoError ? error.code : 'invalid_input'}#top`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SokoError({ code: 'invalid_request', message: 'The body must be JSON or a form.', status: 400, cause });
  }
}

/** Errors: `proof_needed`; `shop_erasing` for all but taking that back. */
export async function assertMayChange(access: ShopAccess, change: ShopChange | ProductChange): Promise<void> {
  if (levelOf(change) === 'owner' && access.level !== 'owner') throw proofNeeded();
  if (change.action === 'restore' || change.action === 'erase') return;
  const erasing = await database().seller.count({ where: { phone: access.phone, eraseAt: { not: null } } });
  if (erasing === 0) return;
  throw new SokoError({
    code: 'shop_erasing',
    message: 'Everything of this shop is about to be erased. Take that back first.',
    status: 409,
  });
}
