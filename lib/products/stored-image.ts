import type { Prisma } from '@/lib/platform/prisma-client/client';

/** The approved picture is ours now. False when the product's picture is another one by now: the stored one is not its. */
export async function saveStoredImage(
  db: Prisma.TransactionClient,
  { productId, imageHash, url }: { productId: string; imageHash: string; url: string },
): Promise<boolean> {
  const saved = await db.$executeRaw`
    UPDATE "products" SET "s3ImageUrl" = ${url}, "s3ImageHash" = ${imageHash}, "updatedAt" = clock_timestamp()
    WHERE "productId" = ${productId} AND "imageHash" = ${imageHash}`;
  return saved > 0;
}

/** A new link to the same picture. */
export async function saveImageUrl(
  db: Prisma.TransactionClient,
  { productId, imageUrl, imageExpiresAt }: { productId: string; imageUrl: string; imageExpiresAt: Date | null },
): Promise<void> {
  await db.$executeRaw`
    UPDATE "products" SET "imageUrl" = ${imageUrl}, "imageExpiresAt" = ${imageExpiresAt}, "updatedAt" = clock_timestamp()
    WHERE "productId" = ${productId}`;
}
