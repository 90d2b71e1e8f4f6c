import { z } from 'zod';
import { Prisma, type PrismaClient } from '@/lib/platform/prisma-client/client';
import type { ShopView } from './shop-view.schema';

export interface SellerCard extends Omit<ShopView, 'says'> {
  /** For a chat; null while nothing of theirs is live: then nobody is told whose number it is. */
  phone: string | null;
}

interface SellerRow extends Pick<SellerCard, 'id' | 'name' | 'namedHere'> {
  phone: string;
  provenAt: Date | null;
  since: Date;
}

/** SQL for a seller `s`: the name that a live product was reviewed with. Their newest page may say anything by now. */
export const REVIEWED_NAME = `(
    SELECT l."businessName" FROM "products" l
    WHERE l."sellerPhone" = s."phone" AND l."isListed" AND l."businessName" IS NOT NULL
    ORDER BY l."lastHydratedAt" DESC NULLS LAST, l."productId" LIMIT 1)`;

/** A seller as shoppers see them; null when the id is unknown, or all is about to be erased. */
export async function findSellerCard(db: PrismaClient, sellerId: string): Promise<SellerCard | null> {
  if (!z.uuid().safeParse(sellerId).success) return null;
  const [seller] = await db.$queryRaw<SellerRow[]>`
    SELECT s."id"::text, s."phone", s."displayName" IS NOT NULL AS "namedHere",
      s."ownershipProvenAt" AS "provenAt", s."createdAt" AS "since",
      coalesce(s."displayName", ${Prisma.raw(REVIEWED_NAME)}) AS "name"
    FROM "sellers" s WHERE s."id" = ${sellerId}::uuid AND s."eraseAt" IS NULL`;
  if (!seller) return null;
  const live = await db.product.aggregate({
    where: { sellerPhone: seller.phone, isListed: true },
    _count: { _all: true },
    _max: { lastHydratedAt: true },
  });
  return {
    id: seller.id,
    name: seller.name,
    namedHere: seller.namedHere,
    products: live._count._all,
    provenAt: seller.provenAt?.toISOString() ?? null,
    since: seller.since.toISOString(),
    lastSeenAt: live._max.lastHydratedAt?.toISOString() ?? null,
    phone: live._count._all > 0 ? seller.phone : null,
  };
}
