import type { Pool } from 'pg';
import { Random } from '@/e2e/world/sellers/random';
import { CATEGORIES } from '@/lib/quality/categories.schema';
import { type CatalogueSize, idOf, phoneOf, sellerAt } from './catalogue-size';
import { descriptionOf, makeRareWords, shopNameOf, titleOf } from './product-words';

const ROWS_AT_ONCE = 5_000;

export interface SeededProduct {
  productId: string;
  sellerPhone: string;
  businessName: string;
  title: string;
  description: string;
  category: string;
  priceAmount: number;
}

interface SeedOptions {
  /** Every product is live; otherwise some were rejected, some wait, some have gone. */
  allLive: boolean;
  /** Told of them as they are written. */
  onRows?(rows: readonly SeededProduct[]): Promise<void>;
}

/**
 * Sellers and products straight in the database: titles of 4 to 8 words and descriptions of 12 to 30, by Zipf's law
 * from 40,000 made-up words beside those that everybody sells; pictures, prices and colours as products have them.
 * What they say is the same every time.
 */
export async function seedProducts(pool: Pool, size: CatalogueSize, { allLive, onRows }: SeedOptions): Promise<void> {
  const random = new Random('words for the bench');
  const rare = makeRareWords(random);
  await pool.query(SELLERS, [size.sellers]);
  const names = Array.from({ length: size.sellers }, () => shopNameOf(random, rare));
  const make = (at: number): SeededProduct => {
    const seller = sellerAt(at, size);
    return {
      productId: idOf(at),
      sellerPhone: phoneOf(seller),
      businessName: names[seller] ?? '',
      title: titleOf(random, rare),
      description: descriptionOf(random, rare),
      category: CATEGORIES[Math.floor(random.next() ** 2 * CATEGORIES.length)] ?? 'other',
      priceAmount: 100 + random.int(0, 2_000 - 1) * 50,
    };
  };
  let before: Promise<unknown> = Promise.resolve();
  for (let from = 1; from <= size.products; from += ROWS_AT_ONCE) {
    const length = Math.min(ROWS_AT_ONCE, size.products - from + 1);
    const rows = Array.from({ length }, (_, at) => make(from + at));
    // Two at a time: what a search's words are is most of the work, and the machine has another core.
    const written = insert(pool, rows, { from, allLive });
    await before;
    before = written;
    if (onRows === undefined) continue;
    await written;
    await onRows(rows);
  }
  await before;
}

/** A picture as WhatsApp's CDN names one, by its length: such a link is a tenth of a row. */
const LINK_TAIL = `?ccb=1-7&_nc_sid=${'4d3c2b'.repeat(4)}&_nc_ohc=${'Abc9'.repeat(20)}&oh=01_${'Q5Aa'.repeat(12)}`;
const PLACEHOLDER = `data:image/webp;base64,${'UklGRk4A'.repeat(20)}`;
const ago = (days: number) => `now() - random() * interval '${days} days'`;

const SELLERS = `
  INSERT INTO "sellers" ("phone", "name", "createdAt", "lastScoutedAt", "ownershipProvenAt", "updatedAt")
  SELECT '2547' || lpad(n::text, 8, '0'), 'Duka la ' || md5(n::text), ${ago(300)}, ${ago(2)},
    CASE WHEN n % 3 = 0 THEN now() END, now() FROM generate_series(0, $1::int - 1) n`;

const PRODUCTS = `
  INSERT INTO "products" ("productId", "sellerPhone", "businessName", "title", "description", "cleanText", "category",
    "priceAmount", "priceCurrency", "priceText", "readPrice", "imageUrl", "imageHash", "imagePerceptualHash",
    "imageWidth", "imageHeight", "imagePlaceholder", "imageColours", "s3ImageUrl", "s3ImageHash", "s3ImageVariants",
    "contentHash", "qcContentHash", "qcStatus", "qcProblems", "qcSince", "wasApproved", "isActive", "isListed",
    "listedAt", "lastHydratedAt", "hydrateAttemptAt", "imageExpiresAt", "createdAt", "updatedAt")
  SELECT id, phone, shop, title, description, title || E'\\n' || description, category, amount,
    CASE WHEN amount IS NULL THEN NULL WHEN n % 20 = 0 THEN 'UGX' ELSE 'KES' END, 'Ksh ' || amount,
    jsonb_build_object('amount', amount, 'currency', 'KES', 'text', 'Ksh ' || amount),
    'https://media.example/v/t45.5328-4/' || n || '_n.jpg${LINK_TAIL}', sha, left(md5((n / 3)::text), 16),
    800, 1000, '${PLACEHOLDER}',
    ARRAY[(string_to_array('black white blue red brown grey pink green', ' '))[1 + floor(random() ^ 2 * 8)::int],
      (ARRAY['orange', 'yellow', 'teal', 'purple'])[1 + n % 4]],
    CASE WHEN stored THEN 'https://soko.example/media/products/' || sha || '.jpg' END, CASE WHEN stored THEN sha END,
    CASE WHEN stored THEN ARRAY['480.avif', '960.avif'] ELSE '{}' END,
    md5('c' || n), md5('c' || n), s, CASE s WHEN 'rejected' THEN ARRAY['other'] ELSE '{}' END::text[], ${ago(90)},
    n % 11 = 0, active, s = 'approved' AND active, CASE WHEN s = 'approved' AND active THEN ${ago(100)} END,
    ${ago(1)}, ${ago(1)}, now() + random() * interval '20 days', ${ago(200)}, ${ago(30)}
  FROM (
    SELECT id, phone, shop, title, description, category, CASE WHEN at % 23 <> 0 THEN price END AS amount, at AS n,
      md5((at / 3)::text) || md5((-at / 3)::text) AS sha, $9 OR at % 33 <> 0 AS active, at % 50 <> 0 AS stored,
      CASE WHEN $9 THEN 'approved' WHEN at % 13 = 0 THEN 'rejected' WHEN at % 101 = 0 THEN 'pending'
        ELSE 'approved' END::"qc_status" AS s
    FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::numeric[])
      WITH ORDINALITY AS given(id, phone, shop, title, description, category, price, place),
      LATERAL (SELECT ($8::int + place - 1)::int AS at) numbered
  ) product`;

async function insert(
  pool: Pool,
  rows: readonly SeededProduct[],
  { from, allLive }: { from: number; allLive: boolean },
): Promise<void> {
  const column = (name: keyof SeededProduct) => rows.map((row) => row[name]);
  await pool.query(PRODUCTS, [
    ...[column('productId'), column('sellerPhone'), column('businessName'), column('title'), column('description')],
    ...[column('category'), column('priceAmount'), from, allLive],
  ]);
}
