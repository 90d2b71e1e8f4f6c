import type { Pool } from 'pg';
import { Random } from '@/e2e/world/sellers/random';
import { normalise } from '@/lib/embedding/fuse-vectors';
import { CATEGORIES } from '@/lib/quality/categories.schema';
import { PostgresVectorStore } from '@/lib/vectors/postgres-vector-store';

/** So many products share a shop. */
const PRODUCTS_PER_SHOP = 100;
const ROWS_AT_ONCE = 5_000;
export const SPACE = 'bench/words';
export const DIMENSIONS = 768;
/** In how many looks the vectors lie. */
const LOOKS = 300;

const BRANDS = words(
  'samsung tecno infinix iphone nokia oppo xiaomi nike adidas puma',
  'vans converse gucci zara ankara kitenge hotpoint ramtons sony hisense',
);
const THINGS = words(
  'phone shoes sneakers sandals dress gauni shirt handbag mkoba necklace perfume sofa mattress blender kettle',
  'headphones charger laptop fabric basket watch earrings carpet curtains suit trouser jacket cap wig lotion',
);
const COLOURS = words('black white red blue green brown pink gold silver grey yellow purple');
const QUALITIES = words(
  'original leather official new quality ladies men kids cotton',
  'vintage wireless heavy portable elegant affordable classic',
);
/** Words that few have: model names, places, what is misspelt. */
const RARE_WORDS = 40_000;

/** The words that shoppers of the bench type, and what a mistyped one looks like. */
export const TYPED = { brands: BRANDS, things: THINGS, colours: COLOURS };

/**
 * So many live products straight in the database and the index: titles of 4 to 8 words and descriptions of 12 to 30,
 * by Zipf's law from 40,000 made-up words beside those that everybody sells. The same every time.
 */
export async function seedWords(pool: Pool, products: number): Promise<PostgresVectorStore> {
  const random = new Random('words for the bench');
  const rare = Array.from({ length: RARE_WORDS }, () => madeUpWord(random));
  const shops = Math.ceil(products / PRODUCTS_PER_SHOP);
  await pool.query(
    `INSERT INTO "sellers" ("phone") SELECT '2547' || lpad(n::text, 8, '0') FROM generate_series(0, $1::int - 1) AS n`,
    [shops],
  );
  const names = Array.from(
    { length: shops },
    () => `${capital(zipf(random, rare))} ${random.pick(['Collections', 'Store', 'Traders', 'Boutique'])}`,
  );
  const looks = Array.from({ length: LOOKS }, () => direction(random));
  const store = new PostgresVectorStore({ pool, space: SPACE, dimensions: DIMENSIONS });
  for (let from = 0; from < products; from += ROWS_AT_ONCE) {
    const rows = Array.from({ length: Math.min(ROWS_AT_ONCE, products - from) }, (_, at) => {
      const place = from + at;
      const shop = place % shops;
      return {
        id: String(1_000_000_000 + place),
        phone: `2547${String(shop).padStart(8, '0')}`,
        shop: names[shop] ?? '',
        title: titleOf(random, rare),
        description: wordsOf(random, rare, 12 + random.int(0, 18 - 1)).join(' '),
        category: CATEGORIES[Math.floor(random.next() ** 2 * CATEGORIES.length)] ?? 'other',
        price: 100 + random.int(0, 2_000 - 1) * 50,
        look: random.int(0, LOOKS - 1),
      };
    });
    await insert(pool, rows, from);
    await store.upsert(
      rows.map(({ id, phone, category, price, look }) => ({
        productId: id,
        vector: near(looks[look] ?? direction(random), random),
        attributes: { sellerPhone: phone, category, priceAmount: price, priceCurrency: 'KES' },
      })),
    );
  }
  await pool.query('VACUUM ANALYZE "products"');
  await store.load();
  return store;
}

interface SeedRow {
  id: string;
  phone: string;
  shop: string;
  title: string;
  description: string;
  category: string;
  price: number;
}

async function insert(pool: Pool, rows: readonly SeedRow[], from: number): Promise<void> {
  const column = (name: keyof SeedRow) => rows.map((row) => row[name]);
  await pool.query(
    `INSERT INTO "products" ("productId", "sellerPhone", "businessName", "title", "description", "category",
       "priceAmount", "priceCurrency", "imageColours", "isListed", "listedAt", "lastHydratedAt", "qcStatus")
     SELECT id, phone, shop, title, description, category, price, CASE WHEN place % 20 = 0 THEN 'UGX' ELSE 'KES' END,
       ARRAY['red'], true, now() - (($8::int + place) * interval '1 second'), now(), 'approved'
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::numeric[])
       WITH ORDINALITY AS given(id, phone, shop, title, description, category, price, place)`,
    [
      column('id'),
      column('phone'),
      column('shop'),
      column('title'),
      column('description'),
      column('category'),
      column('price'),
      from,
    ],
  );
}

function titleOf(random: Random, rare: readonly string[]): string {
  const brand = random.chance(0.5) ? [capital(zipf(random, BRANDS))] : [];
  const model = random.chance(0.3)
    ? [`${zipf(random, rare).slice(0, 1).toUpperCase()}${1 + random.int(0, 99 - 1)}`]
    : [];
  const size = random.chance(0.2)
    ? [`${2 ** (4 + random.int(0, 5 - 1))}GB`]
    : random.chance(0.3)
      ? [`size ${36 + random.int(0, 10 - 1)}`]
      : [];
  const words = [
    zipf(random, COLOURS),
    ...(random.chance(0.5) ? [zipf(random, QUALITIES)] : []),
    ...(random.chance(0.4) ? [zipf(random, rare)] : []),
    zipf(random, THINGS),
  ];
  return [...brand, ...model, ...words, ...size].join(' ');
}

function wordsOf(random: Random, rare: readonly string[], count: number): string[] {
  return Array.from({ length: count }, () => {
    const kind = random.next();
    return kind < 0.8 ? zipf(random, rare) : zipf(random, kind < 0.88 ? THINGS : kind < 0.95 ? QUALITIES : COLOURS);
  });
}

/** The first of the list most often: the n-th about once where the first is n times. */
function zipf(random: Random, words: readonly string[]): string {
  return words[Math.floor(words.length ** random.next()) - 1] ?? '';
}

function madeUpWord(random: Random): string {
  const syllable = () => random.pick([...'bcdfghjklmnprstvwz']) + random.pick([...'aeiou']);
  return Array.from({ length: 2 + random.int(0, 3 - 1) }, syllable).join('') + random.pick(['', 'n', 's', 'r']);
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function direction(random: Random): Float32Array {
  return normalise(Float32Array.from({ length: DIMENSIONS }, () => random.next() + random.next() - 1));
}

function near(centre: Float32Array, random: Random): Float32Array {
  return normalise(centre.map((value) => value + 0.03 * (random.next() + random.next() - 1)));
}

function words(...lines: string[]): string[] {
  return lines.flatMap((line) => line.split(' '));
}
