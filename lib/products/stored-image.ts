import type { Prisma } from '@/lib/platform/prisma-client/client';

export interface StoredImage {
  productId: string;
  imageHash: string;
  url: string;
}

/** A stored picture that a product does not show any more, with the names of its smaller copies. */
export interface ReplacedImage {
  url: string;
  variants: string[];
}

/**
 * The approved picture is ours now. `saved` is false when the product's picture is another one by now, or the product
 * is hidden or erased: the stored one is not its. `replaced` is what was stored for it before, if that is another
 * picture.
 */
export async function saveStoredImage(
  db: Prisma.TransactionClient,
  { productId, imageHash, url }: StoredImage,
): Promise<{ saved: boolean; replaced: ReplacedImage | null }> {
  const [before] = await db.$queryRaw<{ url: string | null; variants: string[] }[]>`
    WITH before AS MATERIALIZED (
      SELECT "productId", "s3ImageUrl", "s3ImageVariants" FROM "products"
      WHERE "productId" = ${productId} AND "imageHash" = ${imageHash} AND "isActive" FOR NO KEY UPDATE
    )
    UPDATE "products" p SET "s3ImageUrl" = ${url}, "s3ImageHash" = ${imageHash},
      "s3ImageVariants" = CASE WHEN p."s3ImageUrl" = ${url} THEN p."s3ImageVariants" ELSE '{}' END,
      "updatedAt" = clock_timestamp()
    FROM before WHERE p."productId" = before."productId"
    RETURNING before."s3ImageUrl" AS "url", before."s3ImageVariants" AS "variants"`;
  if (before === undefined) return { saved: false, replaced: null };
  const replaced = before.url === null || before.url === url ? null : { url: before.url, variants: before.variants };
  return { saved: true, replaced };
}

/** Stored pictures are content-addressed: whether any product still shows the one at one of these addresses. */
export async function isShownByAnyProduct(db: Prisma.TransactionClient, urls: string[]): Promise<boolean> {
  const shown = await db.product.findFirst({ where: { s3ImageUrl: { in: urls } }, select: { productId: true } });
  return shown !== null;
}

/** A new link to the same picture. */
export async function saveImageUrl(
  db: Prisma.TransactionClient,
  { productId, imageUrl, imageExpiresAt }: { productId: string; imageUrl: string; imageExpiresAt: Date | null },
): Promise<void> {
  await db.$executeRaw`
    UPDATE "products"
    SET "imageUrl" = ${imageUrl}, "imageExpiresAt" = ${imageExpiresAt}, "updatedAt" = clock_timestamp()
    WHERE "productId" = ${productId}`;
}
