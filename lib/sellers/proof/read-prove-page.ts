import { z } from 'zod';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import { hashShopKey, readShopAccess, type ShopLevel } from '../shop-access';
import type { ShopProof } from './proof.schema';
import { readProof } from './start-proof';

/** A product that the code may be put into: known to be the shop's, not by its link alone. */
export interface ProofChoice {
  productId: string;
  title: string | null;
  imageUrl: string | null;
}

export interface ProvePage {
  sellerId: string;
  name: string | null;
  /** Only for who holds the shop: others may know its id alone. */
  phone: string | null;
  level: ShopLevel | null;
  proof: ShopProof | null;
  choices: ProofChoice[];
}

const MOST_CHOICES = 8;

/** What the page needs on which a device shows that a shop is theirs; null when there is no such shop. */
export async function readProvePage(
  db: Prisma.TransactionClient,
  key: string | null,
  sellerId: string,
): Promise<ProvePage | null> {
  if (!z.uuid().safeParse(sellerId).success) return null;
  const seller = await db.seller.findUnique({
    where: { id: sellerId },
    select: { phone: true, name: true, displayName: true },
  });
  if (seller === null) return null;
  const { phone } = seller;
  const access = await readShopAccess(db, key, sellerId);
  const proof = key === null ? null : await readProof(db, { sellerId, phone, keyHash: hashShopKey(key) });
  // What is not live yet is nobody's business but its holder's.
  const seen = access === null ? { isListed: true } : { isActive: true, lastHydratedAt: { not: null } };
  const products = await db.product.findMany({
    where: { sellerPhone: phone, seenInCatalogueAt: { not: null }, ...seen },
    orderBy: [{ listedAt: { sort: 'desc', nulls: 'last' } }, { productId: 'asc' }],
    take: MOST_CHOICES,
    select: { productId: true, title: true, s3ImageUrl: true, imageUrl: true },
  });
  return {
    ...{ sellerId, name: seller.displayName ?? seller.name, proof, level: access?.level ?? null },
    phone: access === null ? null : phone,
    choices: products.map(({ productId, title, s3ImageUrl, imageUrl }) => ({
      ...{ productId, title },
      imageUrl: s3ImageUrl ?? imageUrl,
    })),
  };
}
