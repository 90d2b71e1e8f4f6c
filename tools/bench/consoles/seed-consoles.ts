import type { Pool } from 'pg';
import { Random } from '@/e2e/world/sellers/random';
import { EMBEDDING_DIMENSIONS } from '@/lib/embedding/embedding-model';
import { normalise } from '@/lib/embedding/fuse-vectors';
import { vectorBytes } from '@/lib/products/save-embeddings';
import type { CatalogueSize } from '../catalogue/catalogue-size';
import { withIndexesPostponed } from '../catalogue/postponed-indexes';
import { seedProducts } from '../catalogue/seed-products';

/** How much there is of what grows with the products. */
export interface ConsolesSize extends CatalogueSize {
  syncLogs: number;
  auditLines: number;
  modelReviews: number;
  decisions: number;
  notices: number;
}

/** With 100,000 as the issue about the consoles asked for it; the biggest shop has 5,000 whatever the others have. */
export const consolesOf = (products: number): ConsolesSize => ({
  ...{ products, sellers: products / 50, ofBiggest: 5_000 },
  ...{ syncLogs: products * 2, auditLines: products * 2, notices: products * 0.4 },
  ...{ modelReviews: products * 0.3, decisions: products * 0.2 },
});

export const SPACE = 'bench/consoles';
const MODERATORS = 6;
/** The log's lines follow each other as closely as there are products: a day has one for about one in ten. */
const SECONDS_TIMES_PRODUCTS = 800_000;
/** Only so many have vectors and are in the index: how fast that is, is `--only vectors`. */
const WITH_VECTOR = 10_000;

/** Those that grow with the products. */
const BIG_TABLES = [
  ...['products', 'syncItems', 'catalogSyncLogs', 'qualityReviews', 'auditLog', 'productDays', 'sellerNotices'],
  ...['productEmbeddings'],
];

/** All but what waits: that is `flag`'s. */
export async function seedConsoles(pool: Pool, size: ConsolesSize): Promise<void> {
  await withIndexesPostponed(pool, BIG_TABLES, async () => {
    await seedProducts(pool, size, { allLive: false });
    await seedOthers(pool, size);
  });
  await pool.query('VACUUM ANALYZE');
}

/** In pieces, so that a failure says which. */
async function seedOthers(pool: Pool, size: ConsolesSize): Promise<void> {
  for (const [name, sql] of Object.entries(rowsFor(size))) {
    await pool.query(sql).catch((error: unknown) => {
      throw new Error(`${name} could not be seeded`, { cause: error });
    });
  }
  await seedVectors(pool);
}

/** Has so many products wait in all, and the matters of theirs that are open. */
export async function flag(pool: Pool, flagged: number): Promise<void> {
  await pool.query(
    `UPDATE "products" SET "qcStatus" = 'flagged', "isListed" = false, "listedAt" = NULL,
       "qcSince" = now() - random() * interval '60 days',
       "qcProblems" = ARRAY[(ARRAY['weapon', 'other', 'scam_suspected', 'not_for_sale'])[1 + "n" % 4]],
       "qcConfidence" = random()
     FROM generate_series(1, $1::int) AS "n"
     WHERE "productId" = (1000000000 + "n" * 19)::text AND "qcStatus" <> 'flagged'`,
    [flagged],
  );
  await pool.query('VACUUM ANALYZE');
}

const PRODUCT = '(1000000000 + n)::text';
const ago = (days: number) => `now() - random() * interval '${days} days'`;
const among = (...texts: string[]) => `(ARRAY[${texts.map((text) => `'${text}'`).join(',')}])`;

const rowsFor = (size: ConsolesSize) => ({
  users: `INSERT INTO "users" ("id", "name", "email", "role", "updatedAt")
    SELECT 'user-' || n, 'Person ' || n, 'person-' || n || '@soko.test',
      CASE WHEN n = 0 THEN 'admin' ELSE 'moderator' END, now() FROM generate_series(0, ${MODERATORS}) n`,
  modelReviews: `INSERT INTO "qualityReviews" ("productId", "contentHash", "source", "reviewer", "decision",
      "confidence", "problems", "createdAt", "policyVersion")
    SELECT ${PRODUCT}, md5('c' || n), 'model', 'gemini', ${among('approved', 'flagged', 'rejected')}[1 + n % 3]
      ::"review_decision", random(), CASE n % 3 WHEN 0 THEN '{}' ELSE ARRAY['other'] END::text[],
      ${ago(300 * (size.modelReviews / size.products))}, 1
    FROM generate_series(1, ${size.modelReviews}) n`,
  decisions: `INSERT INTO "qualityReviews" ("productId", "contentHash", "source", "reviewer", "decision", "problems",
      "note", "createdAt", "policyVersion", "action", "before")
    SELECT ${PRODUCT}, md5('c' || n), 'moderator', 'user-' || n % ${MODERATORS}, CASE WHEN n % 3 = 0 THEN 'rejected'
      ELSE 'approved' END::"review_decision", CASE WHEN n % 3 = 0 THEN ARRAY['weapon'] ELSE '{}' END::text[],
      'Seen', ${ago(90)}, 1, CASE WHEN n % 3 = 0 THEN 'reject' ELSE 'approve' END,
      '{"status": "flagged", "isListed": false, "category": null, "correctedCategory": null}'
    FROM generate_series(1, ${size.decisions}) n`,
  appeals: `INSERT INTO "appeals" ("productId", "contentHash", "note", "createdAt")
    SELECT ${PRODUCT}, md5('c' || n), 'It is allowed', ${ago(20)} FROM generate_series(13, 13000, 13) n`,
  reports: `INSERT INTO "productReports" ("productId", "contentHash", "reason", "clientHash", "createdAt",
      "resolvedAt", "resolvedBy")
    SELECT ${PRODUCT}, md5('c' || n), ${among('scam', 'prohibited', 'misleading')}[1 + n % 3], md5(n::text),
      ${ago(20)}, CASE WHEN n % 8 < 6 THEN now() END, CASE WHEN n % 8 < 6 THEN 'user-1' END
    FROM generate_series(1, 4000) n`,
  escalations: `INSERT INTO "escalations" ("productId", "contentHash", "reviewId", "note", "byId", "createdAt")
    SELECT ${PRODUCT}, md5('c' || n), gen_random_uuid(), 'Is this allowed?', 'user-1', ${ago(9)}
    FROM generate_series(19, 1900, 190) n`,
  fixRequests: `INSERT INTO "fixRequests" ("productId", "contentHash", "reviewId", "problems", "sellerNote", "askedBy",
      "createdAt")
    SELECT ${PRODUCT}, md5('c' || n), gen_random_uuid(), ARRAY['other'], 'A sharper picture, please', 'user-1',
      ${ago(9)} FROM generate_series(26, 13000, 26) n`,
  secondLooks: `INSERT INTO "secondLooks" ("productId", "contentHash", "firstBy", "firstDecision", "createdAt")
    SELECT ${PRODUCT}, md5('c' || n), 'user-' || n % ${MODERATORS}, 'approved', ${ago(9)}
    FROM generate_series(1, 600) n`,
  runs: `INSERT INTO "syncRuns" ("sellerPhone", "kind", "state", "outcome", "createdAt", "startedAt", "finishedAt")
    SELECT '2547' || lpad((n % ${size.sellers})::text, 8, '0'), 'catalogue'::"sync_kind",
      CASE WHEN n % 100 = 0 THEN 'failed' WHEN n % 97 = 0 THEN 'running' ELSE 'finished' END::"sync_state",
      CASE WHEN n % 100 = 0 THEN 'blocked' ELSE 'found' END, at, at, CASE WHEN n % 97 <> 0 THEN at END
    FROM generate_series(0, ${size.sellers * 3 - 1}) n, LATERAL (SELECT ${ago(60)} + n * interval '0' AS at) t`,
  heartbeats: `INSERT INTO "syncRuns" ("kind", "state", "createdAt", "startedAt", "finishedAt")
    SELECT 'heartbeat', 'finished', at, at, at
    FROM generate_series(1, 200) n, LATERAL (SELECT now() - n * interval '6 hours' AS at) t`,
  items: `INSERT INTO "syncItems" ("syncRunId", "productId", "sellerPhone", "stage", "hydrated", "embedded",
      "outcome", "problemCode", "problemMessage", "createdAt", "updatedAt")
    SELECT r."id", p."productId", p."sellerPhone", CASE WHEN k < 1 THEN 'embed' ELSE 'done' END::"sync_stage", true,
      k >= 1, CASE WHEN k < 1 THEN NULL WHEN k < 4 THEN 'failed' ELSE 'approved' END::"sync_outcome",
      CASE WHEN k BETWEEN 1 AND 3 THEN ${among('login_wall', 'image_gone', 'timed_out')}[k] END,
      CASE WHEN k BETWEEN 1 AND 3 THEN 'WhatsApp did not answer' END, ${ago(30)}, ${ago(30)}
    FROM (
      SELECT DISTINCT ON ("sellerPhone") "id", "sellerPhone" FROM "syncRuns" ORDER BY "sellerPhone", "createdAt" DESC
    ) r JOIN "products" p USING ("sellerPhone"),
      LATERAL (SELECT (hashtext(p."productId") & 127) AS k) t`,
  syncLogs: `INSERT INTO "catalogSyncLogs" ("syncRunId", "productId", "sellerPhone", "eventType", "code", "createdAt")
    SELECT i."syncRunId", i."productId", i."sellerPhone",
      ${among('hydrate_success', 'embed_success', 'qc_approved', 'hydrate_429')}[1 + (random() * 3)::int], NULL,
      now() - (${size.syncLogs} - row_number() OVER ()) * interval '${SECONDS_TIMES_PRODUCTS / size.products} seconds'
    FROM "syncItems" i, generate_series(1, 3) LIMIT ${size.syncLogs}`,
  audit: `INSERT INTO "auditLog" ("actorId", "action", "subject", "detail", "createdAt")
    SELECT CASE WHEN n % 50 = 0 THEN 'cli' ELSE 'user-' || n % ${MODERATORS} END,
      CASE WHEN n % 5000 = 0 THEN 'seller.suspended' WHEN n % 3 = 0 THEN 'review.rejected' ELSE 'review.approved' END,
      CASE WHEN n % 5000 = 0 THEN 'seller:' ELSE 'product:' END || 1000000000 + n % ${size.products},
      '{"before": {"status": "flagged"}, "after": {"status": "approved"}}',
      now() - (${size.auditLines} - n) * interval '30 seconds'
    FROM generate_series(1, ${size.auditLines}) n`,
  productDays: `INSERT INTO "productDays" ("productId", "day", "views", "chats", "searches")
    SELECT ${PRODUCT}, current_date - d, n % 40, n % 3, n % 90
    FROM generate_series(1, ${size.products}, 3) n, generate_series(0, 5) d`,
  notices: `INSERT INTO "sellerNotices" ("sellerPhone", "kind", "key", "productId", "happenedAt")
    SELECT "sellerPhone", 'product_live', 'live:' || "productId", "productId", ${ago(60)} FROM "products"
    LIMIT ${size.notices}`,
  shopKeys: `INSERT INTO "shopKeys" ("sellerPhone", "keyHash", "provenAt")
    SELECT "phone", encode(sha256(convert_to("phone", 'UTF8')), 'hex'), now() FROM "sellers"`,
  usage: `INSERT INTO "usageCounts" ("hour", "what", "amount")
    SELECT date_trunc('hour', now()) - h * interval '1 hour', what, h * 3
    FROM generate_series(0, 700) h, unnest(ARRAY['products', 'fetches', 'model_seconds', 'retries']) what`,
});

async function seedVectors(pool: Pool): Promise<void> {
  const random = new Random('vectors for the consoles');
  const vectors = Array.from({ length: 200 }, () =>
    vectorBytes(normalise(Float32Array.from({ length: EMBEDDING_DIMENSIONS }, () => random.next() - 0.5))),
  );
  await pool.query(
    `INSERT INTO "productEmbeddings" ("productId", "space", "contentHash", "vector")
     SELECT p."productId", '${SPACE}', p."contentHash", ($1::bytea[])[1 + (hashtext(p."productId") & 127)]
     FROM "products" p WHERE p."productId"::bigint % 19 = 1000000000 % 19 OR p."productId"::bigint <= $2`,
    [vectors, 1_000_000_000 + WITH_VECTOR],
  );
  // Another model is half made ready; what its vectors say nobody asks.
  await pool.query(
    `INSERT INTO "embeddingSpaces" ("space", "state") VALUES ('${SPACE}', 'in_use'), ('bench/next', 'filling')`,
  );
  await pool.query(
    `INSERT INTO "productEmbeddings" ("productId", "space", "contentHash", "vector")
     SELECT p."productId", s, p."contentHash", '\\x00' FROM "products" p, unnest(ARRAY['bench/left', 'bench/next']) s
     WHERE s = 'bench/left' OR p."productId"::bigint % 2 = 0`,
  );
  await pool.query(
    `INSERT INTO "vectorEntries" ("space", "productId", "vector", "sellerPhone", "category")
     SELECT e."space", e."productId", e."vector", p."sellerPhone", p."category"
     FROM "productEmbeddings" e JOIN "products" p USING ("productId") WHERE p."isListed" AND e."space" = '${SPACE}'`,
  );
}
