import type { Pool } from 'pg';
import { Random } from '@/e2e/world/sellers/random';
import { normalise } from '@/lib/embedding/fuse-vectors';
import { PostgresVectorStore } from '@/lib/vectors/postgres-vector-store';
import { seedProducts } from './catalogue/seed-products';

/** So many products share a shop. */
const PRODUCTS_PER_SHOP = 100;
export const SPACE = 'bench/words';
export const DIMENSIONS = 768;
/** In how many looks the vectors lie. */
const LOOKS = 300;

/** So many live products straight in the database and the index. The same every time. */
export async function seedWords(pool: Pool, products: number): Promise<PostgresVectorStore> {
  const random = new Random('looks for the bench');
  const looks = Array.from({ length: LOOKS }, () => direction(random));
  const store = new PostgresVectorStore({ pool, space: SPACE, dimensions: DIMENSIONS });
  const size = { products, sellers: Math.ceil(products / PRODUCTS_PER_SHOP), ofBiggest: 0 };
  await seedProducts(pool, size, {
    allLive: true,
    onRows: (rows) =>
      store.upsert(
        rows.map(({ productId, sellerPhone, category, priceAmount }) => ({
          productId,
          vector: near(random.pick(looks), random),
          attributes: { sellerPhone, category, priceAmount, priceCurrency: 'KES' },
        })),
      ),
  });
  await pool.query('VACUUM ANALYZE "products"');
  await store.load();
  return store;
}

function direction(random: Random): Float32Array {
  return normalise(Float32Array.from({ length: DIMENSIONS }, () => random.next() + random.next() - 1));
}

function near(centre: Float32Array, random: Random): Float32Array {
  return normalise(centre.map((value) => value + 0.03 * (random.next() + random.next() - 1)));
}
