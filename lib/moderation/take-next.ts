import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import type { ReviewLease } from './moderation.schema';
import { readLeases, releaseLeases, type SeenProduct, takeFirstLease } from './review-leases';

export interface NextRequest {
  userId: string;
  /** In the order in which they are wanted. */
  products: SeenProduct[];
  /** What this person looks at no more. */
  release: string[];
}

/** Hands a moderator the first of these products that nobody else looks at, and says who holds those before it. */
export async function takeNext(db: PrismaClient, { userId, products, release }: NextRequest): Promise<ReviewLease> {
  const taken = await takeFirstLease(db, { userId, products });
  // After that: what is wanted again is not given up in between.
  await releaseLeases(db, { userId, productIds: release.filter((productId) => productId !== taken) });
  const leases = await readLeases(
    db,
    products.map(({ productId }) => productId),
  );
  const held = [...leases].flatMap(([productId, lease]) =>
    lease.userId === userId ? [] : [{ productId, name: lease.name }],
  );
  return { taken, held };
}
