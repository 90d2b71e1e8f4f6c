import { demoSellers } from '@/e2e/world/demo-sellers';
import type { Kind } from '@/e2e/world/drawing/product-look';
import { Random } from '@/e2e/world/sellers/random';
import type { WorldProduct } from '@/e2e/world/sellers/types';

/** One of the demo's products, as a seller of branded goods would call it. */
export interface BrandedProduct {
  product: WorldProduct;
  shop: string;
  kind: Kind;
  title: string;
  brand: string | null;
  model: string | null;
  /** As it stands in the title. */
  size: string | null;
}

interface Brands {
  models: readonly (readonly [brand: string, model: string])[];
  sizes: readonly string[];
}

const SHOES = ['size 38', 'size 39', 'size 40', 'size 41', 'size 42', 'size 43'];
const CLOTHES = ['size S', 'size M', 'size L', 'size XL', '2XL', 'size 14'];

/** What is made in a factory has a maker; what is made by hand has none. */
const BRANDS: Partial<Record<Kind, Brands>> = {
  phone: {
    models: [
      ['Samsung', 'Galaxy A15'],
      ['Samsung', 'Galaxy S23'],
      ['Tecno', 'Spark 20'],
      ['Tecno', 'Camon 30'],
      ['Infinix', 'Hot 40i'],
      ['iPhone', '13 Pro'],
      ['Nokia', 'C32'],
      ['Redmi', 'Note 13'],
      ['itel', 'A70'],
      ['Oppo', 'Reno 11'],
    ],
    sizes: ['64GB', '128GB', '256GB'],
  },
  headphones: {
    models: [
      ['JBL', 'Tune 510'],
      ['Oraimo', 'BoomPop 2'],
      ['Sony', 'WH-CH520'],
      ['Beats', 'Solo 3'],
    ],
    sizes: [],
  },
  watch: {
    models: [
      ['Casio', 'F-91W'],
      ['Curren', '8225'],
      ['Skmei', '1251'],
      ['Naviforce', 'NF9208'],
    ],
    sizes: ['40mm', '44mm'],
  },
  sneakers: {
    models: [
      ['Nike', 'Air Force 1'],
      ['Adidas', 'Samba'],
      ['Puma', 'Suede'],
      ['Converse', 'All Star'],
      ['Vans', 'Old Skool'],
    ],
    sizes: SHOES,
  },
  sandals: {
    models: [
      ['Crocs', 'Classic Clog'],
      ['Bata', 'Patapata'],
    ],
    sizes: SHOES,
  },
  heels: { models: [], sizes: SHOES },
  dress: { models: [], sizes: CLOTHES },
  shirt: { models: [['Levis', 'Barstow']], sizes: CLOTHES },
  perfume: {
    models: [
      ['Lattafa', 'Asad'],
      ['Armaf', 'Club de Nuit'],
      ['Dior', 'Sauvage'],
    ],
    sizes: ['60ml', '100ml', '105ml'],
  },
  kettle: {
    models: [
      ['Ramtons', 'RM567'],
      ['Von', 'VSKL17'],
      ['Mika', 'MKT2301'],
    ],
    sizes: ['1.7L', '2.2L', '5L'],
  },
  thermos: {
    models: [
      ['Always', 'Vacuum'],
      ['Signature', 'Classic'],
    ],
    sizes: ['500ml', '1 litre', '3 litres'],
  },
  sufuria: { models: [['Tornado', 'Heavy']], sizes: ['3L', '5L', '10L'] },
  backpack: {
    models: [
      ['Targus', 'Octave'],
      ['Jansport', 'Superbreak'],
    ],
    sizes: ['15.6 inch', '17 inch'],
  },
};

/** The demo's approved products with brand, model and size in the titles of what has such; the same at every call. */
export function brandedMarket(): BrandedProduct[] {
  const random = new Random('brands of the demo');
  return demoSellers().flatMap(({ seller, products }) =>
    products
      .filter(({ truth, picture, gone }) => truth.decision === 'approved' && picture?.of === 'product' && gone === null)
      .map((product) => branded(product, seller.name, random)),
  );
}

function branded(product: WorldProduct, shop: string, random: Random): BrandedProduct {
  const kind = product.truth.kind as Kind;
  const { models, sizes } = BRANDS[kind] ?? { models: [], sizes: [] };
  const [brand, model] = models.length > 0 && random.chance(0.8) ? random.pick(models) : [null, null];
  const size = sizes.length > 0 && random.chance(0.8) ? random.pick(sizes) : null;
  const title = [brand, model, product.title, size].filter((part) => part !== null).join(' ');
  return { product, shop, kind, title, brand, model, size };
}
