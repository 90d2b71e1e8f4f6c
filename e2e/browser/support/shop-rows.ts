import { Client, type QueryResultRow } from 'pg';

/** One shop in the database: what no page tells, and time, which no page can make pass. */
export interface ShopRows {
  /** Of a query whose `$1` is the shop's phone. */
  first<Row extends QueryResultRow>(sql: string): Promise<Row | undefined>;
  all<Row extends QueryResultRow>(sql: string): Promise<Row[]>;
  /** Every time in rows that name the shop is a day and an hour longer ago. */
  aDayPasses(): Promise<void>;
  /** Tables of any schema, the engine's too, that say one of these. */
  saying(needles: string[]): Promise<string[]>;
  close(): Promise<void>;
}

export async function openShopRows(databaseUrl: string, phone: string): Promise<ShopRows> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const all = async <Row extends QueryResultRow>(sql: string) => (await client.query<Row>(sql, [phone])).rows;
  return {
    all,
    first: async <Row extends QueryResultRow>(sql: string) => (await all<Row>(sql))[0],
    async aDayPasses() {
      const { rows } = await client.query<{ table: string; key: string; times: string }>(
        `SELECT quote_ident(c."table_name") AS "table", quote_ident(min(k."column_name")) AS "key",
          string_agg(DISTINCT format('%1$I = %1$I - interval ''25 hours''', c."column_name"), ', ') AS "times"
         FROM "information_schema"."columns" c JOIN "information_schema"."columns" k
           ON k."table_schema" = c."table_schema" AND k."table_name" = c."table_name"
         WHERE c."table_schema" = 'public' AND c."data_type" = 'timestamp with time zone'
           AND (k."column_name" = 'sellerPhone' OR (k."table_name" = 'sellers' AND k."column_name" = 'phone'))
         GROUP BY c."table_name"`,
      );
      for (const { table, key, times } of rows)
        await client.query(`UPDATE ${table} SET ${times} WHERE ${key} = $1`, [phone]);
    },
    async saying(needles) {
      const { rows } = await client.query<{ name: string }>(
        `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS "name" FROM pg_tables
         WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
      );
      const found: string[] = [];
      for (const { name } of rows) {
        const { rowCount } = await client.query(
          `SELECT FROM ${name} AS t WHERE EXISTS (SELECT FROM unnest($1::text[]) n WHERE strpos(t::text, n) > 0)`,
          [needles],
        );
        if (rowCount) found.push(name);
      }
      return found;
    },
    close: () => client.end(),
  };
}
