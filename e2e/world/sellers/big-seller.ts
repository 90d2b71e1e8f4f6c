import { catalogueSchema } from '@/e2e/world/quirks/catalogue';
import { allLooks } from './looks';
import { Random } from './random';
import type { Latency, SellerScenario, WorldProduct } from './types';
import { writeProduct } from './write-product';

export interface BigSellerOptions {
  phone?: string;
  name?: string;
  /** Of this seller's own answers, in milliseconds. */
  latency?: Partial<Latency>;
  /** Different drawings among the products. Every product's file has bytes of its own whatever this is. */
  looks?: number;
  pageSize?: number;
}

/** A seller with any number of products that all pass: for benches and for tests of whole runs. */
export function bigSeller(count: number, options: BigSellerOptions = {}): SellerScenario {
  const { phone = '254711000999', name = 'Jumla Wholesalers', latency, looks = 120, pageSize = 48 } = options;
  const random = new Random(`big seller ${phone}`);
  const drawn = random.shuffled(allLooks()).slice(0, looks);
  const products = Array.from({ length: count }, (_, at) => {
    const look = drawn[at % drawn.length];
    if (look === undefined) throw new Error('a big seller needs at least one look');
    return numbered(writeProduct(random, phone, look), at);
  });
  const seller = {
    phone,
    name,
    catalogue: catalogueSchema.parse({ pageSize }),
  };
  return {
    seller: latency === undefined ? seller : { ...seller, latency },
    products,
  };
}

/** A code of its own in every title: texts stay different however many there are. */
const numbered = (product: WorldProduct, at: number): WorldProduct => ({
  ...product,
  title: `${product.title} #J${1000 + at}`,
});
