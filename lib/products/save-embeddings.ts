import type { Prisma } from '@/lib/platform/prisma-client/client';
import type { ShownWords } from './content-hash';

/** Its words are those that the hash is of: if the row says something else by now, nothing is saved. */
export interface EmbeddedProduct extends ShownWords {
  productId: string;
  /** What was embedded of them. */
  cleanText: string | null;
  contentHash: string;
  space: string;
  vector: Float32Array;
  /** Null for a product without a picture. */
  image: SavedPicture | null;
}

/** What lib/media/describe-picture.ts says of it, with the hash of its bytes. */
interface SavedPicture {
  hash: string;
  width: number;
  height: number;
  placeholder: string | null;
  perceptualHash: string | null;
  colours: readonly string[];
}

/**
 * One vector per product and space, with what it was made from. New content waits for a review. Returns the ids that
 * were saved: one that is missing changed while it was being embedded and has to be embedded again.
 */
export async function saveEmbeddings(db: Prisma.TransactionClient, products: EmbeddedProduct[]): Promise<string[]> {
  if (products.length === 0) return [];
  const rows = products.map(({ vector, image, ...rest }) => ({
    ...rest,
    vector: vectorBytes(vector).toString('base64'),
    imageHash: image?.hash ?? null,
    imageWidth: image?.width ?? null,
    imageHeight: image?.height ?? null,
    imagePlaceholder: image?.placeholder ?? null,
    imagePerceptualHash: image?.perceptualHash ?? null,
    imageColours: image?.colours ?? null,
  }));
  const saved = await db.$queryRaw<{ productId: string }[]>`
    WITH made AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS c(
        "productId" text, "cleanText" text, "title" text, "description" text, "businessName" text,
        "contentHash" text, "space" text, "vector" text,
        "imageHash" text, "imageWidth" int, "imageHeight" int, "imagePlaceholder" text,
        "imagePerceptualHash" text, "imageColours" text[])
    ), held AS MATERIALIZED (
      SELECT p."productId" FROM "products" p JOIN made c USING ("productId")
      WHERE (p."cleanText", p."title", p."description", p."businessName")
        IS NOT DISTINCT FROM (c."cleanText", c."title", c."description", c."businessName")
      ORDER BY p."productId" FOR NO KEY UPDATE OF p
    ), saved AS (
      UPDATE "products" p SET
        "imageHash" = c."imageHash", "imageWidth" = c."imageWidth", "imageHeight" = c."imageHeight",
        "imagePlaceholder" = c."imagePlaceholder", "imagePerceptualHash" = c."imagePerceptualHash",
        "imageColours" = c."imageColours", "contentHash" = c."contentHash",
        "qcStatus" = CASE WHEN p."qcContentHash" = c."contentHash" THEN p."qcStatus" ELSE 'pending' END,
        "version" = p."version" + CASE WHEN p."contentHash" = c."contentHash" THEN 0 ELSE 1 END,
        "updatedAt" = clock_timestamp()
      FROM made c JOIN held h USING ("productId") WHERE p."productId" = h."productId"
      RETURNING p."productId", c."space", c."contentHash", c."vector"
    ), kept AS (
      INSERT INTO "productEmbeddings" ("productId", "space", "contentHash", "vector")
      SELECT "productId", "space", "contentHash", decode("vector", 'base64') FROM saved
      ON CONFLICT ("productId", "space") DO UPDATE SET "contentHash" = EXCLUDED."contentHash",
        "vector" = EXCLUDED."vector", "createdAt" = clock_timestamp()
    )
    SELECT "productId" FROM saved`;
  return saved.map((row) => row.productId);
}

/** float32, little-endian whatever the machine. */
export function vectorBytes(vector: Float32Array): Buffer {
  const bytes = Buffer.alloc(vector.length * 4);
  vector.forEach((value, i) => {
    bytes.writeFloatLE(value, i * 4);
  });
  return bytes;
}

export function readVector(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.byteLength / 4 }, (_, i) => view.getFloat32(i * 4, true));
}
