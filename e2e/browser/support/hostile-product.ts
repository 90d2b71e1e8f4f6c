import pg from 'pg';

/** A live product with words that no page would get past the Hydrator. Returns how to take it away. */
export async function insertHostileProduct(
  databaseUrl: string,
  product: { productId: string; title: string; description: string; shop?: string },
): Promise<() => Promise<void>> {
  const { productId, title, description, shop = null } = product;
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const remove = async () => {
    await client.query('DELETE FROM "products" WHERE "productId" = $1', [productId]);
    await client.end();
  };
  await client.query(
    `INSERT INTO "products" ("productId", "sellerPhone", "title", "description", "priceAmount", "priceCurrency",
       "priceText", "businessName", "qcStatus", "isListed", "listedAt", "lastHydratedAt", "updatedAt")
     SELECT $1, "phone", $2, $3, 12.5, 'USD', $2, $4, 'approved', true, now(), now(), now() FROM "sellers" LIMIT 1
     ON CONFLICT DO NOTHING`,
    [productId, title, description, shop],
  );
  return remove;
}
