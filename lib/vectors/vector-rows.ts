import { escapeLiteral, type Pool } from 'pg';
import { z } from 'zod';
import { copyOut } from './copy-out';
import type { VectorAttributes, VectorEntry } from './vector-store';

/** Vectors read or written in one statement: 3 MB at 768 dimensions. */
const PAGE = 1_000;
/** Deleted in one statement: some 30 MB. */
const DROPPED = 10_000;
/** How long a tombstone is kept: longer than any reader pauses, so that none has to read all ids again. */
const TOMBSTONE_AGE = '1 day';

/** What changed since a cursor, without the vectors. */
export interface Changes {
  /** Where to go on from: every transaction before it is over and has been seen. */
  cursor: string;
  /** True when deleted entries may be missing from the list: what is not in `entries` is gone. */
  complete: boolean;
  entries: { productId: string; version: string; deleted: boolean }[];
}

const changesRow = z.object({
  cursor: z.string(),
  complete: z.boolean(),
  /** `id version` or `id version deleted`, separated by commas: one value is far less work to read than rows. */
  entries: z.string().nullable(),
});

const pageRow = z.object({
  vectors: z.string().nullable(),
  rows: z
    .array(
      z.tuple([
        z.string(), // product id
        z.string(), // version
        z.number(), // bytes of its vector
        z.string(), // seller's phone
        z.string().nullable(), // category
        z.number().nullable(), // price
        z.string().nullable(), // its currency
      ]),
    )
    .nullable(),
});

export interface StoredEntry {
  productId: string;
  version: string;
  vector: Uint8Array;
  attributes: VectorAttributes;
}

/** From the beginning. */
export const FIRST_CURSOR = '0';

/** The statements on "vectorEntries", for one embedding space. */
export class VectorRows {
  constructor(
    private readonly pool: Pool,
    private readonly space: string,
  ) {}

  /**
   * One statement, so one snapshot. A transaction gets its number when it starts to write, but its rows appear when
   * it commits, in any order. Whatever is still open at this snapshot has at least its xmin as number: that is the
   * next cursor, and rows from there on are looked at again.
   */
  async changesSince(cursor: string): Promise<Changes> {
    const { rows } = await this.pool.query({
      text: `WITH reading AS (
          SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS "cursor",
            $2::xid8 = '0'::xid8 OR coalesce(
              $2::xid8 <= (SELECT "purgedThrough" FROM "vectorPurges" WHERE "space" = $1), false
            ) AS "complete"
        )
        SELECT reading.*, CASE WHEN reading."complete" THEN (
            SELECT string_agg("productId" || ' ' || "txid", ',')
            FROM "vectorEntries" WHERE "space" = $1 AND "deletedAt" IS NULL
          ) ELSE (
            SELECT string_agg(
              "productId" || ' ' || "txid" || CASE WHEN "deletedAt" IS NULL THEN '' ELSE ' deleted' END, ','
            ) FROM "vectorEntries" WHERE "space" = $1 AND "txid" >= $2::xid8
          ) END AS "entries"
        FROM reading`,
      values: [this.space, cursor],
    });
    const changes = changesRow.parse(rows[0]);
    const entries = changes.entries === null ? [] : changes.entries.split(',');
    return {
      ...changes,
      entries: entries.map((entry) => {
        const [productId = '', version = '', deleted] = entry.split(' ');
        return { productId, version, deleted: deleted !== undefined };
      }),
    };
  }

  /**
   * Page by page; ids that are not there are left out. A page comes as one value in base64: the driver reads
   * everything as text, and 1,000 values in its hexadecimal are four times the work.
   */
  async *read(productIds: readonly string[]): AsyncGenerator<StoredEntry[]> {
    for (let at = 0; at < productIds.length; at += PAGE) {
      const { rows } = await this.pool.query({
        text: `SELECT encode(string_agg("vector", ''::bytea ORDER BY "productId"), 'base64') AS "vectors",
            json_agg(json_build_array("productId", "txid"::text, octet_length("vector"), "sellerPhone", "category",
              "priceAmount", "priceCurrency") ORDER BY "productId") AS "rows"
          FROM "vectorEntries" WHERE "space" = $1 AND "productId" = ANY($2) AND "deletedAt" IS NULL`,
        values: [this.space, productIds.slice(at, at + PAGE)],
      });
      yield entriesOf(pageRow.parse(rows[0]));
    }
  }

  /** Everything there is, one by one as it arrives. `each` gets bytes that are valid only until it returns. */
  async readAll(each: (entry: StoredEntry) => void): Promise<void> {
    // COPY takes no parameters.
    const statement = `COPY (
        SELECT "productId", "txid"::text, "vector", "sellerPhone", "category", "priceAmount", "priceCurrency"
        FROM "vectorEntries" WHERE "space" = ${escapeLiteral(this.space)} AND "deletedAt" IS NULL
      ) TO STDOUT (FORMAT binary)`;
    await copyOut(this.pool, statement, (columns) => each(entryOf(columns)));
  }

  /** `entries`: all of one dimension, without repeated ids, ordered by id so that two writers never deadlock. */
  async upsert(entries: readonly VectorEntry[]): Promise<void> {
    for (let at = 0; at < entries.length; at += PAGE) {
      const page = entries.slice(at, at + PAGE);
      await this.pool.query({
        text: `INSERT INTO "vectorEntries" AS e
            ("space", "productId", "vector", "sellerPhone", "category", "priceAmount", "priceCurrency")
          SELECT $1, "id", substring($3::bytea FROM (("n" - 1) * $4::int + 1)::int FOR $4::int),
            "phone", "kind", "price", "currency"
          FROM unnest($2::varchar[], $5::varchar[], $6::text[], $7::float8[], $8::varchar[])
            WITH ORDINALITY AS page("id", "phone", "kind", "price", "currency", "n")
          ON CONFLICT ("space", "productId") DO UPDATE SET
            "vector" = excluded."vector", "sellerPhone" = excluded."sellerPhone", "category" = excluded."category",
            "priceAmount" = excluded."priceAmount", "priceCurrency" = excluded."priceCurrency",
            "deletedAt" = NULL, "txid" = pg_current_xact_id()
          WHERE (e."vector", e."sellerPhone", e."category", e."priceAmount", e."priceCurrency")
            IS DISTINCT FROM (excluded."vector", excluded."sellerPhone", excluded."category",
              excluded."priceAmount", excluded."priceCurrency")`,
        values: [
          this.space,
          page.map(({ productId }) => productId),
          // One value, cut up by PostgreSQL: a thousand would be as many texts in hexadecimal.
          Buffer.concat(page.map(({ vector }) => new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength))),
          page[0]?.vector.byteLength ?? 0,
          page.map(({ attributes }) => attributes.sellerPhone),
          page.map(({ attributes }) => attributes.category),
          page.map(({ attributes }) => attributes.priceAmount),
          page.map(({ attributes }) => attributes.priceCurrency),
        ],
      });
    }
  }

  /** Leaves a tombstone with nothing of the product or its seller. */
  async remove(productIds: readonly string[]): Promise<void> {
    await this.pool.query({
      text: `WITH gone AS (
          SELECT "productId" FROM "vectorEntries"
          WHERE "space" = $1 AND "productId" = ANY($2) AND "deletedAt" IS NULL ORDER BY "productId" FOR UPDATE
        )
        UPDATE "vectorEntries" e SET "vector" = NULL, "sellerPhone" = '', "category" = NULL, "priceAmount" = NULL,
          "priceCurrency" = NULL, "deletedAt" = now(), "txid" = pg_current_xact_id()
        FROM gone WHERE e."space" = $1 AND e."productId" = gone."productId"`,
      values: [this.space, productIds],
    });
  }

  async count(): Promise<number> {
    const { rows } = await this.pool.query({
      text: 'SELECT count(*)::int AS "count" FROM "vectorEntries" WHERE "space" = $1 AND "deletedAt" IS NULL',
      values: [this.space],
    });
    return z.object({ count: z.number() }).parse(rows[0]).count;
  }

  /** Deletes old tombstones and notes up to which transaction, so that a reader who missed it notices. */
  async purge(olderThan = TOMBSTONE_AGE): Promise<number> {
    const { rows } = await this.pool.query({
      text: `WITH old AS (
          DELETE FROM "vectorEntries" WHERE "space" = $1 AND "deletedAt" < now() - $2::interval RETURNING "txid"
        ), noted AS (
          INSERT INTO "vectorPurges" AS p ("space", "purgedThrough")
          SELECT $1, "txid" FROM old ORDER BY "txid" DESC LIMIT 1
          ON CONFLICT ("space") DO UPDATE SET "purgedThrough" = greatest(p."purgedThrough", excluded."purgedThrough")
        )
        SELECT count(*)::int AS "count" FROM old`,
      values: [this.space, olderThan],
    });
    return z.object({ count: z.number() }).parse(rows[0]).count;
  }

  /** Without tombstones: a reader who has missed it notices, as with purged ones. */
  async drop(): Promise<void> {
    for (let deleted = DROPPED; deleted === DROPPED; ) {
      const { rowCount } = await this.pool.query({
        text: `WITH noted AS (
            INSERT INTO "vectorPurges" AS p ("space", "purgedThrough") VALUES ($1, pg_current_xact_id())
            ON CONFLICT ("space") DO UPDATE SET "purgedThrough" = greatest(p."purgedThrough", excluded."purgedThrough")
          )
          DELETE FROM "vectorEntries" WHERE "space" = $1 AND "productId" IN (
            SELECT "productId" FROM "vectorEntries" WHERE "space" = $1 LIMIT $2)`,
        values: [this.space, DROPPED],
      });
      deleted = rowCount ?? 0;
    }
  }

  /**
   * A database restored from a dump holds numbers of another server's transactions. Those ahead of this server's
   * would be looked at again at every poll, for years: they get this server's.
   */
  async renumber(): Promise<void> {
    await this.pool.query({
      text: `UPDATE "vectorEntries" SET "txid" = pg_current_xact_id()
        WHERE "space" = $1 AND "txid" >= pg_snapshot_xmax(pg_current_snapshot())`,
      values: [this.space],
    });
    await this.pool.query({
      text: `UPDATE "vectorPurges" SET "purgedThrough" = pg_snapshot_xmin(pg_current_snapshot())
        WHERE "space" = $1 AND "purgedThrough" >= pg_snapshot_xmax(pg_current_snapshot())`,
      values: [this.space],
    });
  }
}

function entriesOf({ vectors, rows }: z.infer<typeof pageRow>): StoredEntry[] {
  const bytes = Buffer.from(vectors ?? '', 'base64');
  let end = 0;
  return (rows ?? []).map(([productId, version, length, sellerPhone, category, priceAmount, priceCurrency]) => {
    end += length;
    const attributes = { sellerPhone, category, priceAmount, priceCurrency };
    return { productId, version, vector: bytes.subarray(end - length, end), attributes };
  });
}

/** As COPY sends it in binary. */
function entryOf([id, version, vector, phone, category, price, currency]: readonly (Buffer | null)[]): StoredEntry {
  return {
    productId: id?.toString('latin1') ?? '',
    version: version?.toString('latin1') ?? '',
    vector: vector ?? new Uint8Array(0),
    attributes: {
      sellerPhone: phone?.toString() ?? '',
      category: category?.toString() ?? null,
      priceAmount: price?.readDoubleBE() ?? null,
      priceCurrency: currency?.toString() ?? null,
    },
  };
}
