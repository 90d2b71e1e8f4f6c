import { randomBytes } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import type { Pool } from 'pg';
import { PictureStore } from '@/e2e/world/cdn/picture-store';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import type { WorldProduct } from '@/e2e/world/sellers/types';
import type { EmbeddingModel } from '@/lib/embedding/embedding-model';
import { fuseVectors, normalise } from '@/lib/embedding/fuse-vectors';
import { describePicture } from '@/lib/media/describe-picture';
import { vectorBytes } from '@/lib/products/save-embeddings';
import { CATEGORIES } from '@/lib/quality/categories.schema';
import { PostgresVectorStore } from '@/lib/vectors/postgres-vector-store';
import type { VectorEntry } from '@/lib/vectors/vector-store';
import { openModel } from '../train-tiny-siglip/open-model';
import { ingest } from './ingest';
import { type RunningSystem, startSystem } from './running-system';
import { withBigSeller } from './world-process';

const SELLERS = 100;
/** They came in one after another, over so many days, as in a market that has grown. */
const DAYS = 90;
const LOOKS = 200;
/**
 * Of a product's vector from its look's, each dimension: two photographs of one kind of thing are about so far apart.
 */
const SPREAD = 0.012;
const ROWS_AT_ONCE = 1_000;
/** Ids that no seller of the stand-in world has. */
const FIRST_ID = 90_000_000_000_000_00n;

/** The pictures that the seeded products look like; a shopper's photo is taken of one. */
export interface SeededCatalogue {
  pictures: Buffer[];
  productIds: string[];
}

export interface CatalogueSystem {
  system: RunningSystem;
  catalogue: SeededCatalogue;
  /** Pastes the big seller's link and waits until all is live. */
  ingest(): Promise<void>;
}

/**
 * The whole system with so many products live already, and a seller of `backfill` more in a stand-in world beside it.
 */
export function withCatalogue<T>(
  { root, products, backfill }: { root: string; products: number; backfill: number },
  work: (running: CatalogueSystem) => Promise<T>,
): Promise<T> {
  return withBigSeller(backfill, async (world, link) => {
    const system = await startSystem(world, {}, root);
    try {
      const catalogue = await seedCatalogue(system.database, products);
      return await work({ system, catalogue, ingest: async () => void (await ingest(system, link, backfill)) });
    } finally {
      await system.stop();
    }
  });
}

/**
 * So many live products straight in the database and the vector index, with vectors that the tiny model made of drawn
 * pictures. The pipeline does not run for them.
 */
export async function seedCatalogue(database: Pool, count: number): Promise<SeededCatalogue> {
  const model = await openModel('tiny');
  try {
    const { space } = model;
    const looks = await embedLooks(model);
    const entries = Array.from({ length: count }, (_, at) => entryOf(at, looks));
    await database.query(
      `INSERT INTO "sellers" ("phone", "name") SELECT phone, 'Seller ' || phone FROM unnest($1::text[]) AS phone`,
      [Array.from({ length: SELLERS }, (_, at) => phoneOf(at))],
    );
    const store = new PostgresVectorStore({ pool: database, space });
    for (let at = 0; at < count; at += ROWS_AT_ONCE) {
      const page = entries.slice(at, at + ROWS_AT_ONCE);
      await insertProducts(database, page, space, looks, { from: at, of: count });
      await store.upsert(page);
    }
    // Vacuumed as well, so that autovacuum does not do it in the midst of what is measured.
    await database.query('VACUUM ANALYZE');
    return { pictures: looks.map(({ picture }) => picture), productIds: entries.map(({ productId }) => productId) };
  } finally {
    await model.close();
  }
}

/** What shoppers type who look for the seeded products: a title each, without what makes it one of a kind. */
export function wordsOfLooks(): string[] {
  const { products } = bigSeller(LOOKS, { looks: LOOKS });
  return products.map(({ title }) =>
    title
      .replace(/ #J\d+$/, '')
      .split(/\s+/)
      .slice(0, 3)
      .join(' '),
  );
}

interface Look {
  product: WorldProduct;
  picture: Buffer;
  vector: Float32Array;
  colours: readonly string[];
}

async function embedLooks(model: EmbeddingModel): Promise<Look[]> {
  const store = new PictureStore(path.join(os.tmpdir(), 'soko-bench-pictures'));
  const { products } = bigSeller(LOOKS, { looks: LOOKS });
  await store.prepare(products);
  const looks: Look[] = [];
  for (const product of products) {
    const { bytes } = await store.pictureOf(product, 1, 'jpeg');
    const vector = fuseVectors(await model.embedImage(bytes), await model.embedText(product.title));
    const { colours } = await describePicture(bytes);
    if (vector !== null) looks.push({ product, picture: bytes, vector, colours });
  }
  return looks;
}

function entryOf(at: number, looks: readonly Look[]): VectorEntry {
  const look = looks[at % looks.length];
  if (look === undefined) throw new Error('no look was drawn');
  return {
    productId: String(FIRST_ID + BigInt(at)),
    vector: normalise(look.vector.map((value) => value + SPREAD * (Math.random() + Math.random() - 1) * Math.sqrt(6))),
    attributes: {
      sellerPhone: phoneOf(at),
      category: CATEGORIES[at % CATEGORIES.length] ?? null,
      priceAmount: 100 + (at % 200) * 50,
      priceCurrency: 'KES',
    },
  };
}

const phoneOf = (at: number): string => `2547990${String(at % SELLERS).padStart(5, '0')}`;

async function insertProducts(
  database: Pool,
  entries: readonly VectorEntry[],
  space: string,
  looks: readonly Look[],
  { from, of }: { from: number; of: number },
): Promise<void> {
  const rows = entries.map(({ productId, vector, attributes }, at) => {
    const look = looks[(from + at) % looks.length];
    return {
      ...attributes,
      productId,
      title: `${look?.product.title} (${from + at})`,
      description: look?.product.description,
      colours: look?.colours,
      // As of photographs of its own: no two of them are one picture.
      hash: randomBytes(8).toString('hex'),
      daysLive: (DAYS * (of - 1 - from - at)) / of,
      vector: vectorBytes(vector).toString('base64'),
    };
  });
  await database.query(
    `WITH given AS (
      SELECT * FROM jsonb_to_recordset($1::jsonb) AS g("productId" text, "title" text, "description" text,
        "sellerPhone" text, "category" text, "priceAmount" numeric, "priceCurrency" text, "vector" text,
        "colours" text[], "hash" text, "daysLive" float8)
    ), made AS (
      INSERT INTO "products" ("productId", "sellerPhone", "title", "description", "cleanText",
        "priceAmount", "priceCurrency", "priceText", "category", "imageUrl", "imageWidth", "imageHeight",
        "imageColours",
        "imagePerceptualHash", "contentHash", "qcStatus", "qcContentHash",
        "isListed", "listedAt", "lastHydratedAt", "hydrateAttemptAt")
      SELECT "productId", "sellerPhone", "title", "description", "title", "priceAmount", "priceCurrency",
        'KES ' || "priceAmount", "category", 'https://media.example/' || "productId" || '.jpg', 640, 640,
        "colours", "hash", md5("productId"), 'approved', md5("productId"),
        true, now() - "daysLive" * interval '1 day', now(), now()
      FROM given
    )
    INSERT INTO "productEmbeddings" ("productId", "space", "contentHash", "vector")
    SELECT "productId", $2, md5("productId"), decode("vector", 'base64') FROM given`,
    [JSON.stringify(rows), space],
  );
}
