import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import type { QcStatus } from '@/lib/platform/prisma-client/enums';
import { readSought, soughtProducts } from './sought-products';

export interface FoundForModerator {
  productId: string;
  title: string | null;
  seller: string | null;
  imageUrl: string | null;
  status: QcStatus;
  isListed: boolean;
  isActive: boolean;
}

/** Products by id, link, a part of their title or their shop's name, live ones first. */
export async function findProducts(db: PrismaClient, text: string, limit: number): Promise<FoundForModerator[]> {
  const sought = readSought(text);
  if (sought.kind === 'words' && sought.words === '') return [];
  return db.$queryRaw<FoundForModerator[]>`
    SELECT p."productId", p."title", coalesce(p."businessName", s."name") AS "seller",
      coalesce(p."s3ImageUrl", p."imageUrl") AS "imageUrl", p."qcStatus"::text AS "status", p."isListed", p."isActive"
    FROM "products" p JOIN "sellers" s ON s."phone" = p."sellerPhone"
    WHERE p."productId" IN (${soughtProducts(sought)})
    ORDER BY p."isListed" DESC, p."updatedAt" DESC, p."productId" LIMIT ${limit}`;
}
