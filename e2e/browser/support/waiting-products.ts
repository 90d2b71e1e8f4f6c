import pg from 'pg';

interface WaitingProduct {
  productId: string;
  title: string;
  description?: string;
  problem?: string;
}

/** Flagged products of one seller, waiting longer than all others. Returns how to take them away. */
export async function insertWaitingProducts(
  databaseUrl: string,
  products: WaitingProduct[],
): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const ids = products.map(({ productId }) => productId);
  const remove = async () => {
    await client.query('DELETE FROM "products" WHERE "productId" = ANY($1)', [ids]);
    await client.end();
  };
  await client.query(
    `WITH made AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb)
         AS m("productId" text, "title" text, "description" text, "problem" text, "at" int)
     ), added AS (
       INSERT INTO "products" ("productId", "sellerPhone", "title", "description", "contentHash", "qcContentHash",
         "qcStatus", "qcSince", "qcProblems", "qcConfidence", "updatedAt")
       SELECT m."productId", s."phone", m."title", m."description", 'hash-' || m."productId", 'hash-' || m."productId",
         'flagged', now() - interval '10 days' + make_interval(secs => m."at"), ARRAY[m."problem"], 0.4, now()
       FROM made m, (SELECT "phone" FROM "sellers" ORDER BY "phone" LIMIT 1) s
       ON CONFLICT DO NOTHING RETURNING "productId", "contentHash", "qcProblems"
     )
     INSERT INTO "qualityReviews"
       ("productId", "contentHash", "source", "reviewer", "decision", "confidence", "problems")
     SELECT "productId", "contentHash", 'model', 'stand-in', 'flagged', 0.4, "qcProblems" FROM added`,
    [JSON.stringify(products.map((product, at) => ({ description: null, problem: 'other', ...product, at })))],
  );
  return remove;
}
