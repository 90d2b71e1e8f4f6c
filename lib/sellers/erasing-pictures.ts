import { keyOfUrl } from '@/lib/media/content-key';
import type { Prisma } from '@/lib/platform/prisma-client/client';

/**
 * Keys of the stored pictures that only shops have which are about to be erased: not to be shown while that may be
 * taken back. Another shop's product may have the same picture: keys are made of content.
 */
export async function readErasingPictures(db: Prisma.TransactionClient): Promise<ReadonlySet<string>> {
  const rows = await db.$queryRaw<{ url: string }[]>`
    SELECT DISTINCT p."s3ImageUrl" AS "url" FROM "sellers" s
    JOIN "products" p ON p."sellerPhone" = s."phone" AND p."s3ImageUrl" IS NOT NULL
    WHERE s."eraseAt" IS NOT NULL AND NOT EXISTS (
      SELECT FROM "products" o JOIN "sellers" b ON b."phone" = o."sellerPhone"
      WHERE o."s3ImageUrl" = p."s3ImageUrl" AND b."eraseAt" IS NULL)`;
  return new Set(rows.flatMap(({ url }) => keyOfUrl(url) ?? []));
}
