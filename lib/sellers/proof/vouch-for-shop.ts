import { SokoError } from '@/lib/platform/errors';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import { TRANSACTION } from '@/lib/syncs/open-run';
import { type RelistDeps, relistApproved } from '../relist-approved';
import { findProofCodes } from './proof-code';
import { makeOwner, type ProvenBy } from './prove-shop';

interface Vouching {
  phone: string;
  /** As the seller sent it. */
  code: string;
  actorId: string;
}

/**
 * The code came by WhatsApp from the shop's own number, and an admin says so: for catalogues that WhatsApp shows in its
 * app only. Counts a day longer than its seller may have it looked for: messages are not read at once. `changed` is
 * false when it had counted already. Errors: `wrong_proof_code` (422).
 */
export async function vouchForShop(
  deps: RelistDeps,
  { phone, code, actorId }: Vouching,
): Promise<{ changed: boolean; products: number }> {
  const [wanted = ''] = findProofCodes(code);
  const changed = await deps.db.$transaction(async (tx) => {
    const [proof] = await tx.$queryRaw<ProvenBy[]>`
      UPDATE "shopProofs" SET "state" = 'proven', "finding" = NULL, "productId" = NULL, "lookedAt" = clock_timestamp()
      WHERE "sellerPhone" = ${phone} AND "code" = ${wanted} AND "state" <> 'proven'
        AND "expiresAt" > clock_timestamp() - interval '1 day'
      RETURNING "sellerPhone", "keyHash", "productId"`;
    if (proof !== undefined) await makeOwner(tx, proof, actorId);
    else await assertCounted(tx, { sellerPhone: phone, code: wanted });
    return proof !== undefined;
  }, TRANSACTION);
  // Again where it was so already: whoever did it may have died before the products followed.
  return { changed, products: await relistApproved(deps, phone) };
}

async function assertCounted(tx: Prisma.TransactionClient, code: { sellerPhone: string; code: string }): Promise<void> {
  if ((await tx.shopProof.count({ where: { ...code, state: 'proven' } })) > 0) return;
  throw new SokoError({
    code: 'wrong_proof_code',
    message: 'This code is not one of this shop’s, or is older than a day. The seller can get a new one on their page.',
    status: 422,
  });
}
