import { Prisma } from '@/lib/platform/prisma-client/client';

/** Locked until the transaction ends, in one order: two that take some of the same then wait instead of deadlocking. */
export const productsInOrder = (productIds: string[]): Prisma.Sql => Prisma.sql`
  SELECT "productId" FROM "products" WHERE "productId" = ANY(${productIds}::text[])
  ORDER BY "productId" FOR NO KEY UPDATE`;
