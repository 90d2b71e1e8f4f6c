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
  /** Whether a visit of this number's catalogue has shown the product. Its page may answer to any number. */
  isInCatalogue: boolean;
}

/** Null: nobody waits for it any more. */
export async function readOpenProof(db: Prisma.TransactionClient, proofId: string): Promise<OpenProof | null> {
  const row = await db.shopProof.findFirst({
    where: { id: proofId, state: 'looking', expiresAt: { gt: new Date() } },
    select: { id: true, sellerPhone: true, productId: true, code: true, seller: { select: { name: true } } },
  });
  if (row === null || row.productId === null) return null;
  const { seller, productId, ...proof } = row;
  const { sellerPhone } = proof;
  const seen = await db.product.count({ where: { productId, sellerPhone, seenInCatalogueAt: { not: null } } });
  return { ...proof, productId, businessName: seller.name, isInCatalogue: seen > 0 };
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
 * The code was found: the device owns the shop. A code counts once, and only for the device it was given to. Null: it
 * had expired or counted already.
 */
export async function proveShop(db: PrismaClient, proofId: string): Promise<{ sellerPhone: string } | null> {
  return db.$transaction(async (tx) => {
    const [proof] = await tx.$queryRaw<ProvenBy[]>`
      UPDATE "shopProofs" SET "state" = 'proven', "finding" = NULL, "lookedAt" = clock_timestamp()
      WHERE "id" = ${proofId}::uuid AND "state" = 'looking' AND "expiresAt" > clock_timestamp()
      RETURNING "sellerPhone", "keyHash", "productId"`;
    if (proof === undefined) return null;
    await makeOwner(tx, proof);
    return { sellerPhone: proof.sellerPhone };
  }, TRANSACTION);
}

export interface ProvenBy {
  sellerPhone: string;
  /** The device's. */
  keyHash: string;
  /** Where the code stood; null: an admin vouched. */
  productId: string | null;
}

/** The device owns the shop, and the shop is proven, with its line of audit. Without an actor it is the seller's. */
export async function makeOwner(
  tx: Prisma.TransactionClient,
  { sellerPhone, keyHash, productId }: ProvenBy,
  actorId?: string,
): Promise<void> {
  await holdShops(tx, keyHash, [sellerPhone]);
  await tx.shopKey.updateMany({ where: { keyHash, sellerPhone, provenAt: null }, data: { provenAt: new Date() } });
  const [seller] = await tx.$queryRaw<{ id: string; wasProven: boolean }[]>`
    UPDATE "sellers" s SET "ownershipProvenAt" = coalesce(s."ownershipProvenAt", clock_timestamp()),
      "updatedAt" = clock_timestamp()
    FROM "sellers" b WHERE s."phone" = ${sellerPhone} AND b."id" = s."id"
    RETURNING s."id"::text, b."ownershipProvenAt" IS NOT NULL AS "wasProven"`;
  if (seller === undefined) throw new Error('a proof outlived its seller');
  const subject = `seller:${seller.id}`;
  await writeAudit(tx, {
    ...{ actorId: actorId ?? subject, action: 'seller.proven', subject },
    detail: { before: { proven: seller.wasProven }, after: { proven: true }, product: productId },
  });
}
