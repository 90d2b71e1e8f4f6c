import type { Prisma } from '@/lib/platform/prisma-client/client';
import { vectorBytes } from '@/lib/products/save-embeddings';

export interface MadeVector {
  productId: string;
  contentHash: string;
  vector: Float32Array;
}

export interface FailedVector {
  productId: string;
  contentHash: string;
  code: string;
  message: string;
}

/** A space's vectors beside those that products have already, and why some could not be made. May be said again. */
export async function saveVectors(
  db: Prisma.TransactionClient,
  space: string,
  { made, failed }: { made: MadeVector[]; failed: FailedVector[] },
): Promise<void> {
  const vectors = made.map(({ vector, ...rest }) => ({ ...rest, vector: vectorBytes(vector).toString('base64') }));
  await db.$executeRaw`
    WITH made AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(vectors)}::jsonb)
        AS m("productId" text, "contentHash" text, "vector" text)
    ), saved AS (
      INSERT INTO "productEmbeddings" ("productId", "space", "contentHash", "vector")
      SELECT m."productId", ${space}, m."contentHash", decode(m."vector", 'base64')
      -- What has changed meanwhile may have a newer vector already.
      FROM made m JOIN "products" p USING ("productId", "contentHash")
      ON CONFLICT ("productId", "space") DO UPDATE SET "contentHash" = EXCLUDED."contentHash",
        "vector" = EXCLUDED."vector", "createdAt" = clock_timestamp()
      RETURNING "productId"
    ), mended AS (
      DELETE FROM "reindexFailures" f USING saved s WHERE f."productId" = s."productId" AND f."space" = ${space}
    )
    INSERT INTO "reindexFailures" ("productId", "space", "contentHash", "code", "message")
    SELECT g."productId", ${space}, g."contentHash", g."code", g."message"
    FROM jsonb_to_recordset(${JSON.stringify(failed)}::jsonb)
      AS g("productId" text, "contentHash" text, "code" text, "message" text)
    JOIN "products" p USING ("productId")
    ON CONFLICT ("productId", "space") DO UPDATE SET "contentHash" = EXCLUDED."contentHash",
      "code" = EXCLUDED."code", "message" = EXCLUDED."message", "at" = clock_timestamp()`;
}
