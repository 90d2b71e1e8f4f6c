import type { Prisma, PrismaClient } from '@/lib/platform/prisma-client/client';
import { PROOF_FINDINGS, type ShopProof } from './proof.schema';
import { makeProofCode } from './proof-code';

/** Time to find the phone, edit a product, and look again once or twice. */
const LIVES_MINUTES = 30;
/** A code is looked for so often; then there is a new one. */
export const MOST_ASKED = 10;
/** Whoever looks is gone if it takes longer: it may be asked for again. */
export const LOOKING_SECONDS = 180;

interface Prover {
  sellerId: string;
  phone: string;
  /** The device's. */
  keyHash: string;
}

/**
 * A code for this device and this shop: the one it has, or a new one where that has expired, was used, or was looked
 * for too often.
 */
export async function startProof(db: PrismaClient, { sellerId, phone, keyHash }: Prover): Promise<ShopProof> {
  await db.$executeRaw`DELETE FROM "shopProofs" WHERE "expiresAt" < clock_timestamp() - interval '1 day'`;
  const code = makeProofCode();
  await db.$executeRaw`
    INSERT INTO "shopProofs" AS p ("id", "sellerPhone", "keyHash", "code", "expiresAt")
    SELECT gen_random_uuid(), s."phone", ${keyHash}, ${code},
      clock_timestamp() + make_interval(mins => ${LIVES_MINUTES})
    FROM "sellers" s WHERE s."phone" = ${phone} FOR KEY SHARE
    ON CONFLICT ("keyHash", "sellerPhone") DO UPDATE SET "id" = EXCLUDED."id", "code" = EXCLUDED."code",
      "expiresAt" = EXCLUDED."expiresAt", "state" = 'open', "productId" = NULL, "finding" = NULL, "asked" = 0,
      "askedAt" = NULL, "lookedAt" = NULL, "createdAt" = clock_timestamp()
    WHERE p."expiresAt" < clock_timestamp() OR p."state" = 'proven' OR p."asked" >= ${MOST_ASKED}`;
  const proof = await readProof(db, { sellerId, phone, keyHash });
  if (proof === null) throw new Error('the seller was erased meanwhile');
  return proof;
}

/** The device's newest for this shop; null when it has asked for none. */
export async function readProof(db: Prisma.TransactionClient, prover: Prover): Promise<ShopProof | null> {
  const { sellerId, phone, keyHash } = prover;
  const row = await db.shopProof.findUnique({ where: { keyHash_sellerPhone: { keyHash, sellerPhone: phone } } });
  if (row === null) return null;
  const { code, state, finding, productId, lookedAt, askedAt, expiresAt } = row;
  const isGivenUp = state === 'looking' && (askedAt?.getTime() ?? 0) < Date.now() - LOOKING_SECONDS * 1000;
  return {
    ...{ sellerId, code, productId },
    state:
      state === 'proven'
        ? state
        : expiresAt < new Date()
          ? 'expired'
          : state === 'looking' && !isGivenUp
            ? state
            : 'open',
    finding: PROOF_FINDINGS.find((one) => one === finding) ?? (isGivenUp ? 'unreadable' : null),
    lookedAt: lookedAt?.toISOString() ?? null,
    expiresAt: expiresAt.toISOString(),
  };
}
