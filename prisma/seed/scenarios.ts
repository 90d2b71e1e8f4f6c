import { createHash } from 'node:crypto';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { contentHash } from '@/lib/products/content-hash';
import { applyReviewsInForce, recordReview } from '@/lib/products/reviews';
import { saveEmbeddings } from '@/lib/products/save-embeddings';
import { savePages } from '@/lib/products/save-page';
import { moveItems } from '@/lib/syncs/move-items';
import { openCatalogueRun } from '@/lib/syncs/open-run';
import { addFoundProducts, startRun } from '@/lib/syncs/scout-run';

/** A seller's sync as it stands at some moment, written by the stages' own functions. */
export interface Seeded {
  syncRunId: string;
  sellerPhone: string;
  productIds: string[];
}

interface SeedOptions {
  sellerPhone?: string;
  count?: number;
  /** Where products' pictures are: nothing is fetched here. */
  imageUrlOf?: (productId: string) => string;
  space?: string;
}

const WARES = [
  'Kitenge dress',
  'Ankara headwrap',
  'Leather sandals',
  'Kiondo basket',
  'Aluminium sufuria',
  'Brass earrings',
];

/** A seller whose catalogue was just pasted: nothing has been looked at. */
export async function fresh(db: PrismaClient, { sellerPhone = '254700100001' }: SeedOptions = {}): Promise<Seeded> {
  const { syncRunId } = await openCatalogueRun(db, { sellerPhone });
  return { syncRunId, sellerPhone, productIds: [] };
}

/** A sync with products at every stage: a third found, a third read, a third embedded. */
export async function midPipeline(db: PrismaClient, options: SeedOptions = {}): Promise<Seeded> {
  const { sellerPhone = '254700100002', count = 12 } = options;
  const seeded = await scouted(db, sellerPhone, count);
  const [, second, third] = thirds(seeded.productIds);
  await read(db, seeded, [...second, ...third], options);
  await embed(db, seeded, third, options);
  return seeded;
}

/** The same, but nothing has moved for hours: what the sweep is for. */
export async function stuck(db: PrismaClient, options: SeedOptions = {}): Promise<Seeded> {
  const seeded = await midPipeline(db, { sellerPhone: '254700100003', ...options });
  const hoursAgo = new Date(Date.now() - 3 * 3_600_000);
  await db.syncItem.updateMany({ where: { syncRunId: seeded.syncRunId }, data: { updatedAt: hoursAgo } });
  return seeded;
}

/** A finished sync whose products all wait for a moderator. */
export async function needsReview(db: PrismaClient, options: SeedOptions = {}): Promise<Seeded> {
  const { sellerPhone = '254700100004', count = 12 } = options;
  const seeded = await scouted(db, sellerPhone, count);
  await read(db, seeded, seeded.productIds, options);
  await embed(db, seeded, seeded.productIds, options);
  for (const productId of seeded.productIds) {
    const { contentHash } = await db.product.findUniqueOrThrow({ where: { productId } });
    await recordReview(db, {
      productId,
      contentHash: contentHash ?? '',
      source: 'model',
      reviewer: 'seed',
      decision: 'flagged',
      confidence: 0.55,
      problems: ['text_picture_mismatch'],
      category: 'other',
      note: 'The words speak of something that the picture does not show.',
    });
    await applyReviewsInForce(db, [productId]);
  }
  const problem = {
    code: 'text_picture_mismatch',
    message: 'The words speak of something that the picture does not show.',
  };
  await moveItems(
    db,
    seeded.syncRunId,
    seeded.productIds.map((productId) => ({ productId, outcome: 'flagged', problem })),
  );
  return seeded;
}

async function scouted(db: PrismaClient, sellerPhone: string, count: number): Promise<Seeded> {
  const { syncRunId } = await openCatalogueRun(db, { sellerPhone });
  const productIds = Array.from({ length: count }, (_, i) => `${sellerPhone}${String(i).padStart(4, '0')}`);
  await startRun(db, syncRunId);
  const products = productIds.map((productId) => ({ productId, sellerPhone }));
  await addFoundProducts(db, { syncRunId, sellerPhone, products, complete: true });
  return { syncRunId, sellerPhone, productIds };
}

async function read(db: PrismaClient, { syncRunId, sellerPhone }: Seeded, ids: string[], { imageUrlOf }: SeedOptions) {
  const pages = ids.map((productId, i) => {
    const title = `${WARES[i % WARES.length]} no. ${productId.slice(-4)}`;
    const description = `Quality assured. KES ${1000 + 50 * i}`;
    return {
      ...{ productId, sellerPhone, title, description, businessName: 'Seed & Sons', reviewAgain: false },
      cleanText: `${title}. ${description}`,
      ...{ priceAmount: 1000 + 50 * i, priceCurrency: 'KES', priceText: `KES ${1000 + 50 * i}` },
      imageUrl: imageUrlOf?.(productId) ?? null,
      imageExpiresAt: null,
    };
  });
  await savePages(db, pages);
  await moveItems(
    db,
    syncRunId,
    ids.map((productId) => ({ productId, stage: 'embed', hydrated: true, logs: [{ eventType: 'hydrate_success' }] })),
  );
}

async function embed(
  db: PrismaClient,
  { syncRunId }: Seeded,
  ids: string[],
  { imageUrlOf, space = 'seed' }: SeedOptions,
) {
  const rows = await db.product.findMany({ where: { productId: { in: ids } } });
  await saveEmbeddings(
    db,
    rows.map(({ productId, cleanText, title, description, businessName }) => {
      const words = { cleanText, title, description, businessName };
      const image = imageUrlOf
        ? { hash: sha256(productId), width: 800, height: 800, placeholder: null, perceptualHash: null, colours: [] }
        : null;
      const hash = contentHash({ imageHash: image?.hash ?? null, ...words });
      return { productId, ...words, contentHash: hash, space, vector: vectorOf(productId), image };
    }),
  );
  await moveItems(
    db,
    syncRunId,
    ids.map((productId) => ({ productId, stage: 'review', embedded: true, logs: [{ eventType: 'embed_success' }] })),
  );
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function vectorOf(text: string): Float32Array {
  const bytes = createHash('shake256', { outputLength: 768 }).update(text).digest();
  const raw = Float32Array.from(bytes, (byte) => byte - 127.5);
  const length = Math.hypot(...raw);
  return raw.map((value) => value / length);
}

function thirds(ids: string[]): [string[], string[], string[]] {
  const third = Math.ceil(ids.length / 3);
  return [ids.slice(0, third), ids.slice(third, 2 * third), ids.slice(2 * third)];
}
