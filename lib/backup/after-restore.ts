import type { PrismaClient } from '@/lib/platform/prisma-client/client';

/**
 * Pictures that were deleted while the backup was made: their products show WhatsApp's link until the next heartbeat
 * reads them, which stores what they show then.
 */
export async function forgetPictures(db: PrismaClient, urls: readonly string[]): Promise<number> {
  return db.$executeRaw`
    UPDATE "products" SET "s3ImageUrl" = NULL, "s3ImageHash" = NULL, "s3ImageVariants" = '{}'
    WHERE "s3ImageUrl" = ANY(${urls}::text[])`;
}

/** No index came with the backup: those of models that are made ready, or were, are filled from the start again. */
export async function forgetIndexes(db: PrismaClient): Promise<void> {
  await db.$executeRaw`UPDATE "embeddingSpaces" SET "indexedTo" = 'epoch' WHERE "indexedTo" IS NOT NULL`;
}
