import { z } from 'zod';
import { database } from '@/app/wiring/process';
import { SokoError } from '@/lib/platform/errors';
import { hashShopKey } from '@/lib/sellers/shop-access';
import { type GivenKey, sellerNotFound } from './shop-access';

/** Who shows that a shop is theirs: any device that knows its id. Errors: `seller_not_found`. */
export async function shopProver(sellerId: string, { key }: GivenKey) {
  const seller = z.uuid().safeParse(sellerId).success
    ? await database().seller.findUnique({ where: { id: sellerId }, select: { phone: true } })
    : null;
  if (seller === null) throw sellerNotFound();
  return { sellerId, phone: seller.phone, keyHash: hashShopKey(key) };
}

export const proofNotStarted = (): SokoError =>
  new SokoError({ code: 'proof_not_started', message: 'Get a code for this shop first.', status: 404 });
