import { writeAudit } from '@/lib/platform/audit';
import type { Prisma, PrismaClient } from '@/lib/platform/prisma-client/client';
import { TRANSACTION } from '@/lib/syncs/open-run';
import { holdShops } from '../shop-access';
import type { ProofFinding } from './proof.schema';

/** What is looked for, and where. */
export interface OpenProof {
  id: string;
  sellerPhone: string;
  productId: string;
  code: string;
  /** The shop's, as WhatsApp named it last; null where nothing of it was read yet. */
  businessName: string | null;
}

/** Null: nobody waits for it any more. */
export async function readOpenProof(db: Prisma.TransactionClient, proofId: string): Promise<OpenProof | null> {
  const row = await db.shopProof.findFirst({
    where: { id: proofId, state: 'looking', expiresAt: { gt: new Date() } },
    select: { id: true, sellerPhone: true, productId: true, code: true, seller: { select: { name: true } } },
  });
  if (row === null || row.productId === null) return null;
  const { seller, productId, ...proof } = row;
  return { ...proof, productId, businessName: seller.name };
}

/** What a look came to. `over`: it was the last one that was asked for. */
export async function noteFinding(
  db: Prisma.TransactionClient,
  { proofId, finding, over }: { proofId: string; finding: ProofFinding; over: boolean },
): Promise<void> {
  await db.shopProof.updateMany({
    where: { id: proofId, state: 'looking' },
    data: { finding, lookedAt: new Date(), ...(over ? { state: 'open' } : {}) },
  });
}

/**
 * The code was found: the device owns the shop, and the shop is proven, in one transaction with its line of audit. A
 * code counts once, and only for the device it was given to. Null: it had expired or counted already.
 */
export async function proveShop(db: PrismaClient, proofId: string): Promise<{ sellerPhone: string } | null> {
  return db.$transaction(async (tx) => {
    const [proof] = await tx.$queryRaw<{ sellerPhone: string; keyHash: string; productId: string | null }[]>`
      UPDATE "shopProofs" SET "state" = 'proven', "finding" = NULL, "lookedAt" = clock_timestamp()
      WHERE "id" = ${proofId}::uuid AND "state" = 'looking' AND "expiresAt" > clock_timestamp()
      RETURNING "sellerPhone", "keyHash", "productId"`;
    if (proof === undefined) return null;
    const { sellerPhone, keyHash, productId } = proof;
    await holdShops(tx, keyHash, [sellerPhone]);
    await tx.shopKey.updateMany({ where: { keyHash, sellerPhone, provenAt: null }, data: { provenAt: new Date() } });
    const [seller] = await tx.$queryRaw<{ id: string; wasProven: boolean }[]>`
      UPDATE "sellers" s SET "ownershipProvenAt" = coalesce(s."ownershipProvenAt", clock_timestamp()),
        "updatedAt" = clock_timestamp()
      FROM "sellers" b WHERE s."phone" = ${sellerPhone} AND b."id" = s."id"
      RETURNING s."id"::text, b."ownershipProvenAt" IS NOT NULL AS "wasProven"`;
    if (seller === undefined) throw new Error('a proof outlived its seller');
    await writeAudit(tx, {
      ...{ actorId: `seller:${seller.id}`, action: 'seller.proven', subject: `seller:${seller.id}` },
      detail: { before: { proven: seller.wasProven }, after: { proven: true }, product: productId },
    });
    return { sellerPhone };
  }, TRANSACTION);
}
