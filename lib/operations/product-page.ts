import type { Prisma } from '@/lib/platform/prisma-client/client';
import type { ListingPolicy } from '@/lib/products/listing';
import { type NotLiveReason, whyNotLive } from '@/lib/products/why-not-live';

const selection = {
  productId: true,
  title: true,
  description: true,
  category: true,
  priceAmount: true,
  priceCurrency: true,
  priceText: true,
  imageUrl: true,
  imageExpiresAt: true,
  s3ImageUrl: true,
  isActive: true,
  isListed: true,
  listedAt: true,
  hiddenAt: true,
  qcStatus: true,
  qcContentHash: true,
  contentHash: true,
  embeddings: { select: { space: true, contentHash: true } },
  lastHydratedAt: true,
  hydrateAttemptAt: true,
  missingSince: true,
  createdAt: true,
  seller: {
    select: {
      id: true,
      phone: true,
      name: true,
      displayName: true,
      pausedAt: true,
      suspendedAt: true,
      suspendedReason: true,
      eraseAt: true,
      ownershipProvenAt: true,
      approvedAt: true,
    },
  },
} satisfies Prisma.ProductSelect;

export type ProductFacts = Prisma.ProductGetPayload<{ select: typeof selection }>;

/** What a run has in hand of it at present. */
export interface OnItsWay {
  syncRunId: string;
  stage: string;
  waitsFor: string | null;
  since: Date;
}

export interface AdminProduct {
  product: ProductFacts;
  notLive: NotLiveReason[];
  onItsWay: OnItsWay[];
  /** Its newest attempt, where that failed and nobody has dismissed it. */
  failed: { code: string | null; message: string | null; at: Date } | null;
}

/** What an admin wants to know of one product; null when there is none. `space`: of the vectors in use. */
export async function readAdminProduct(
  db: Prisma.TransactionClient,
  productId: string,
  listing: { space: string | null; policy: ListingPolicy },
): Promise<AdminProduct | null> {
  const [product, onItsWay, newest] = await Promise.all([
    db.product.findUnique({ where: { productId }, select: selection }),
    db.syncItem.findMany({
      where: { productId, outcome: null },
      orderBy: { createdAt: 'desc' },
      take: 5,
      select: { syncRunId: true, stage: true, waitsFor: true, updatedAt: true },
    }),
    db.syncItem.findFirst({
      where: { productId },
      orderBy: { createdAt: 'desc' },
      select: { outcome: true, problemCode: true, problemMessage: true, updatedAt: true, dismissedAt: true },
    }),
  ]);
  if (product === null) return null;
  const isFailed = newest?.outcome === 'failed' && newest.dismissedAt === null;
  return {
    product,
    notLive: whyNotLive(product, listing),
    onItsWay: onItsWay.map(({ updatedAt, ...item }) => ({ ...item, since: updatedAt })),
    failed: isFailed ? { code: newest.problemCode, message: newest.problemMessage, at: newest.updatedAt } : null,
  };
}
