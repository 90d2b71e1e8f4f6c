import type { Prisma } from '@/lib/platform/prisma-client/client';

const selection = {
  productId: true,
  sellerPhone: true,
  title: true,
  description: true,
  businessName: true,
  cleanText: true,
  priceText: true,
  readPrice: true,
  category: true,
  imageUrl: true,
  imageExpiresAt: true,
  imageHash: true,
  contentHash: true,
  s3ImageUrl: true,
  s3ImageHash: true,
  isActive: true,
  qcStatus: true,
  qcContentHash: true,
  embeddings: { select: { space: true, contentHash: true } },
  isListed: true,
} satisfies Prisma.ProductSelect;

/** A product as the pipeline's stages read it. */
export type ProductRecord = Prisma.ProductGetPayload<{ select: typeof selection }>;

/** The products that are there, by id. */
export async function readProducts(db: Prisma.TransactionClient, ids: string[]): Promise<Map<string, ProductRecord>> {
  if (ids.length === 0) return new Map();
  const rows = await db.product.findMany({ where: { productId: { in: ids } }, select: selection });
  return new Map(rows.map((row) => [row.productId, row]));
}

/** It has a vector in this space, of this content. */
export function isEmbedded({ embeddings }: Pick<ProductRecord, 'embeddings'>, content: string, space: string): boolean {
  return embeddings.some((made) => made.space === space && made.contentHash === content);
}

/** Embedded by the current model and judged, both for this very content: nothing is left to do for it. */
export function isSettled(product: ProductRecord, content: string, space: string): boolean {
  return (
    product.contentHash === content &&
    product.qcContentHash === content &&
    product.qcStatus !== 'pending' &&
    isEmbedded(product, content, space)
  );
}

/** Approved for the content it has now, with a picture that is not kept by us yet. */
export function needsPersistence(product: ProductRecord): boolean {
  return (
    product.isActive &&
    product.qcStatus === 'approved' &&
    product.qcContentHash === product.contentHash &&
    product.imageHash !== null &&
    product.s3ImageHash !== product.imageHash
  );
}
