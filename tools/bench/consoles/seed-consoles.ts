import type { Pool } from 'pg';
import { Random } from '@/e2e/world/sellers/random';
import { EMBEDDING_DIMENSIONS } from '@/lib/embedding/embedding-model';
import { normalise } from '@/lib/embedding/fuse-vectors';
import { vectorBytes } from '@/lib/products/save-embeddings';

/** As the issue asks for it. */
export const SIZES = { products: 100_000, sellers: 2_000, syncLogs: 200_000, auditLines: 200_000, reviews: 50_000 };
export const SPACE = 'bench/consoles';
const MODERATORS = 6;
/** Of its 100,000 products the biggest shop has one in twenty. */
export const BIGGEST = '254700000000';
export const phoneOf = (at: number): string => `2547${String(at).padStart(8, '0')}`;
export const idOf = (at: number): string => String(1_000_000_000 + at);
/** Only so many have vectors and are in the index: how fast that is, is `--only vectors`. */
const WITH_VECTOR = 10_000;

/** All but what waits: that is `flag`'s. In pieces, so that a failure says which. */
export async function seedConsoles(pool: Pool): Promise<void> {
  for (const [name, sql] of Object.entries(ROWS)) {
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
const PHONE = `'2547' || lpad((CASE WHEN n % 20 = 0 THEN 0 ELSE n % ${SIZES.sellers} END)::text, 8, '0')`;
const ago = (days: number) => `now() - random() * interval '${days} days'`;
const among = (...texts: string[]) => `(ARRAY[${texts.map((text) => `'${text}'`).join(',')}])`;

const ROWS = {
  users: `INSERT INTO "users" ("id", "name", "email", "role", "updatedAt")
    SELECT 'user-' || n, 'Person ' || n, 'person-' || n || '@soko.test',
      CASE WHEN n = 0 THEN 'admin' ELSE 'moderator' END, now() FROM generate_series(0, ${MODERATORS}) n`,
  sellers: `INSERT INTO "sellers" ("phone", "name", "createdAt", "lastScoutedAt", "ownershipProvenAt", "updatedAt")
    SELECT '2547' || lpad(n::text, 8, '0'), 'Duka la ' || md5(n::text), ${ago(300)}, ${ago(2)},
      CASE WHEN n % 3 = 0 THEN now() END, now() FROM generate_series(0, ${SIZES.sellers - 1}) n`,
  products: `INSERT INTO "products" ("productId", "sellerPhone", "businessName", "title", "description", "category",
      "priceAmount", "priceCurrency", "priceText", "imageUrl", "imageHash", "imagePerceptualHash", "imageColours",
      "contentHash", "qcContentHash", "qcStatus", "qcProblems", "qcSince", "wasApproved", "isActive",
      "isListed", "listedAt", "lastHydratedAt", "hydrateAttemptAt", "imageExpiresAt", "createdAt", "updatedAt")
    SELECT ${PRODUCT}, ${PHONE}, 'Duka', ${among('Kitenge', 'Shoes', 'Phone', 'Handbag', 'Sofa')}[1 + n % 5] || ' '
        || left(md5(n::text), 6), 'As good as new, ' || md5((n * 7)::text),
      ${among('bags', 'shoes', 'baby', 'electronics')}[1 + n % 4], 100 + n % 5000, 'KES', 'Ksh ' || 100 + n % 5000,
      'https://media.example/' || n || '.jpg', md5((n / 3)::text), left(md5((n / 3)::text), 16), ARRAY['red'],
      md5('c' || n), md5('c' || n), s, CASE s WHEN 'rejected' THEN ARRAY['other'] ELSE '{}' END::text[], ${ago(90)},
      n % 11 = 0, n % 33 <> 0, s = 'approved' AND n % 33 <> 0, ${ago(100)}, ${ago(1)}, ${ago(1)},
      now() + random() * interval '20 days', ${ago(200)}, ${ago(30)}
    FROM generate_series(1, ${SIZES.products}) n,
      LATERAL (SELECT CASE WHEN n % 13 = 0 THEN 'rejected' WHEN n % 101 = 0 THEN 'pending' ELSE 'approved' END
        ::"qc_status" AS s) status`,
  modelReviews: `INSERT INTO "qualityReviews" ("productId", "contentHash", "source", "reviewer", "decision",
      "confidence", "problems", "createdAt", "policyVersion")
    SELECT ${PRODUCT}, md5('c' || n), 'model', 'gemini', ${among('approved', 'flagged', 'rejected')}[1 + n % 3]
      ::"review_decision", random(), CASE n % 3 WHEN 0 THEN '{}' ELSE ARRAY['other'] END::text[], ${ago(90)}, 1
    FROM generate_series(1, ${SIZES.reviews * 0.6}) n`,
  decisions: `INSERT INTO "qualityReviews" ("productId", "contentHash", "source", "reviewer", "decision", "problems",
      "note", "createdAt", "policyVersion", "action", "before")
    SELECT ${PRODUCT}, md5('c' || n), 'moderator', 'user-' || n % ${MODERATORS}, CASE WHEN n % 3 = 0 THEN 'rejected'
      ELSE 'approved' END::"review_decision", CASE WHEN n % 3 = 0 THEN ARRAY['weapon'] ELSE '{}' END::text[],
      'Seen', ${ago(90)}, 1, CASE WHEN n % 3 = 0 THEN 'reject' ELSE 'approve' END,
      '{"status": "flagged", "isListed": false, "category": null, "correctedCategory": null}'
    FROM generate_series(1, ${SIZES.reviews * 0.4}) n`,
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
    SELECT '2547' || lpad((n % ${SIZES.sellers})::text, 8, '0'), 'catalogue'::"sync_kind",
      CASE WHEN n % 100 = 0 THEN 'failed' WHEN n % 97 = 0 THEN 'running' ELSE 'finished' END::"sync_state",
      CASE WHEN n % 100 = 0 THEN 'blocked' ELSE 'found' END, at, at, CASE WHEN n % 97 <> 0 THEN at END
    FROM generate_series(0, 5999) n, LATERAL (SELECT ${ago(60)} + n * interval '0' AS at) t`,
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
      now() - (${SIZES.syncLogs} - row_number() OVER ()) * interval '8 seconds'
    FROM "syncItems" i, generate_series(1, 3) LIMIT ${SIZES.syncLogs}`,
  audit: `INSERT INTO "auditLog" ("actorId", "action", "subject", "detail", "createdAt")
    SELECT CASE WHEN n % 50 = 0 THEN 'cli' ELSE 'user-' || n % ${MODERATORS} END,
      CASE WHEN n % 5000 = 0 THEN 'seller.suspended' WHEN n % 3 = 0 THEN 'review.rejected' ELSE 'review.approved' END,
      CASE WHEN n % 5000 = 0 THEN 'seller:' ELSE 'product:' END || 1000000000 + n % ${SIZES.products},
      '{"before": {"status": "flagged"}, "after": {"status": "approved"}}',
      now() - (${SIZES.auditLines} - n) * interval '30 seconds'
    FROM generate_series(1, ${SIZES.auditLines}) n`,
  productDays: `INSERT INTO "productDays" ("productId", "day", "views", "chats", "searches")
    SELECT ${PRODUCT}, current_date - d, n % 40, n % 3, n % 90
    FROM generate_series(1, ${SIZES.products}, 3) n, generate_series(0, 5) d`,
  notices: `INSERT INTO "sellerNotices" ("sellerPhone", "kind", "key", "productId", "happenedAt")
    SELECT ${PHONE}, 'product_live', 'live:' || n, ${PRODUCT}, ${ago(60)} FROM generate_series(1, 40000) n`,
  shopKeys: `INSERT INTO "shopKeys" ("sellerPhone", "keyHash", "provenAt")
    SELECT "phone", encode(sha256(convert_to("phone", 'UTF8')), 'hex'), now() FROM "sellers"`,
  usage: `INSERT INTO "usageCounts" ("hour", "what", "amount")
    SELECT date_trunc('hour', now()) - h * interval '1 hour', what, h * 3
    FROM generate_series(0, 700) h, unnest(ARRAY['products', 'fetches', 'model_seconds', 'retries']) what`,
};

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
