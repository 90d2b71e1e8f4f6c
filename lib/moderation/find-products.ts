import { Prisma, type PrismaClient } from '@/lib/platform/prisma-client/client';
import type { QcStatus } from '@/lib/platform/prisma-client/enums';
import { readSought, soughtConditions } from './sought-products';

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
  // Each way of seeking its own first ones: words that thousands have are not all joined.
  const order = Prisma.sql`p."isListed" DESC, p."updatedAt" DESC, p."productId"`;
  const arms = soughtConditions(sought).map(
    (which) => Prisma.sql`(SELECT p."productId" FROM "products" p WHERE ${which} ORDER BY ${order} LIMIT ${limit})`,
  );
  return db.$queryRaw<FoundForModerator[]>`
    SELECT p."productId", p."title", coalesce(p."businessName", s."name") AS "seller",
      coalesce(p."s3ImageUrl", p."imageUrl") AS "imageUrl", p."qcStatus"::text AS "status", p."isListed", p."isActive"
    FROM (${Prisma.join(arms, ' UNION ')}) found
    JOIN "products" p ON p."productId" = found."productId" JOIN "sellers" s ON s."phone" = p."sellerPhone"
    ORDER BY ${order} LIMIT ${limit}`;
}
