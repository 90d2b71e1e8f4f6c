import { hashDistance, readHash, SAME_PICTURE_BITS } from '@/lib/media/perceptual-hash';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { readVector } from '@/lib/products/save-embeddings';
import type { VectorStore } from '@/lib/vectors/vector-store';
import type { AlikeProduct } from './review-context.schema';

export interface AlikeDeps {
  db: PrismaClient;
  /** Errors: `search_unavailable`, while the worker is away. */
  vectors(): Promise<Pick<VectorStore, 'space' | 'search'>>;
}

export interface Looked {
  productId: string;
  sellerPhone: string;
  createdAt: Date;
  imagePerceptualHash: string | null;
  imageHash: string | null;
  imageColours: string[];
}

/** Looked at closely: of a picture that everybody has, the oldest copies say enough. */
const CANDIDATES = 400;
const COPIES = 12;
const NEAREST = 8;

/** Products with the same picture, live or not, the oldest first; and whether this one had it before them. */
export async function readCopies(
  { db }: Pick<AlikeDeps, 'db'>,
  product: Looked,
): Promise<{ copies: AlikeProduct[]; hadItFirst: boolean }> {
  const { productId, imagePerceptualHash: hash, createdAt } = product;
  if (hash === null) return { copies: [], hadItFirst: true };
  const near = await db.$queryRaw<Candidate[]>`
    SELECT "productId", "imagePerceptualHash" AS "hash", "imageHash", "imageColours" AS "colours", "createdAt"
    FROM "products"
    WHERE "imagePerceptualHash" IS NOT NULL AND "productId" <> ${productId}
      AND "pictureQuarters"("imagePerceptualHash") && "pictureQuarters"(${hash}::text)
    ORDER BY bit_count(('x' || "imagePerceptualHash")::bit(64) # ('x' || ${hash}::text)::bit(64)), "createdAt"
    LIMIT ${CANDIDATES}`;
  const own = readHash(hash);
  const same = near
    .filter((other) => hashDistance(own, readHash(other.hash)) <= SAME_PICTURE_BITS && isSameColour(product, other))
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  const copies = await readAlike(db, product, same.slice(0, COPIES));
  return { copies, hadItFirst: same.every((other) => createdAt <= other.createdAt) };
}

interface Candidate {
  productId: string;
  hash: string;
  imageHash: string | null;
  colours: string[] | null;
  createdAt: Date;
}

/** The same bytes, or one colour: a dress in red and one in blue, photographed alike, have one hash. */
function isSameColour({ imageHash, imageColours }: Looked, other: Candidate): boolean {
  if (imageHash !== null && imageHash === other.imageHash) return true;
  const [first, theirs] = [imageColours[0], other.colours?.[0]];
  if (first === undefined || theirs === undefined) return true;
  return imageColours.includes(theirs) && (other.colours ?? []).includes(first);
}

/** Live products that are nearest by picture and words, without those given; null while the index is away. */
export async function readNearest(
  { db, vectors }: AlikeDeps,
  product: Looked,
  without: readonly string[],
): Promise<AlikeProduct[] | null> {
  const store = await vectors().catch(() => null);
  if (store === null) return null;
  const embedded = await db.productEmbedding.findUnique({
    where: { productId_space: { productId: product.productId, space: store.space } },
  });
  if (embedded === null) return [];
  const known = new Set([product.productId, ...without]);
  const matches = await store
    .search({ vector: readVector(embedded.vector), limit: NEAREST + known.size })
    .catch(() => null);
  if (matches === null) return null;
  return readAlike(db, product, matches.filter(({ productId }) => !known.has(productId)).slice(0, NEAREST));
}

async function readAlike(
  db: PrismaClient,
  { sellerPhone }: Looked,
  products: readonly { productId: string }[],
): Promise<AlikeProduct[]> {
  const rows = await db.product.findMany({
    where: { productId: { in: products.map(({ productId }) => productId) }, seller: { eraseAt: null } },
    include: { seller: { select: { id: true, name: true } } },
  });
  const byId = new Map(rows.map((row) => [row.productId, row]));
  return products.flatMap(({ productId }) => {
    const row = byId.get(productId);
    if (row === undefined) return [];
    return {
      productId,
      title: row.title,
      imageUrl: row.s3ImageUrl ?? row.imageUrl,
      sellerId: row.seller.id,
      sellerName: row.businessName ?? row.seller.name,
      isSameSeller: row.sellerPhone === sellerPhone,
      isLive: row.isListed,
      status: row.qcStatus,
      firstSeen: row.createdAt.toISOString(),
    };
  });
}
