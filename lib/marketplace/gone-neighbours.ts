import type { Pool } from 'pg';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { readVector } from '@/lib/products/save-embeddings';
import type { VectorStore } from '@/lib/vectors/vector-store';
import { findLiveProducts } from './live-products';
import type { ProductView } from './product-view.schema';

interface GoneNeighboursDeps {
  db: PrismaClient;
  pool: Pool;
  vectors: Pick<VectorStore, 'space' | 'search'>;
}

/**
 * Live products nearest to one that is no longer live, whose vector the database still keeps. None for a product that
 * was never known. Errors: those of the index.
 */
export async function goneNeighbours(
  { db, pool, vectors }: GoneNeighboursDeps,
  productId: string,
  limit: number,
): Promise<ProductView[]> {
  const kept = await db.productEmbedding.findUnique({
    where: { productId_space: { productId, space: vectors.space } },
    select: { vector: true },
  });
  if (!kept) return [];
  const matches = await vectors.search({ vector: readVector(kept.vector), limit });
  const products = await findLiveProducts(
    pool,
    matches.map((match) => match.productId),
  );
  return matches.flatMap((match) => products.get(match.productId) ?? []);
}
