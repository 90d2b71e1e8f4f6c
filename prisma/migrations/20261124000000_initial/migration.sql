CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

CREATE TYPE "qc_status" AS ENUM ('pending', 'approved', 'flagged', 'rejected');
CREATE TYPE "sync_kind" AS ENUM ('catalogue', 'links', 'heartbeat', 'replay');
CREATE TYPE "sync_state" AS ENUM ('queued', 'running', 'finished', 'failed');
CREATE TYPE "sync_stage" AS ENUM ('hydrate', 'embed', 'review', 'persist', 'done');
CREATE TYPE "sync_outcome" AS ENUM ('approved', 'flagged', 'rejected', 'unchanged', 'inactive', 'failed');
CREATE TYPE "review_decision" AS ENUM ('approved', 'flagged', 'rejected');

CREATE TABLE "sellers" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "phone" VARCHAR(15) NOT NULL,
  "name" TEXT,
  "ownershipProvenAt" TIMESTAMPTZ(3),
  "approvedAt" TIMESTAMPTZ(3),
  "lastScoutedAt" TIMESTAMPTZ(3),
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "sellers_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "sellers_phone_digits" CHECK ("phone" ~ '^[0-9]{7,15}$')
);
CREATE UNIQUE INDEX "sellers_phone_key" ON "sellers" ("phone");

CREATE TABLE "sellerOptOuts" (
  "phoneHash" VARCHAR(64) NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "sellerOptOuts_pkey" PRIMARY KEY ("phoneHash")
);

CREATE TABLE "products" (
  "productId" VARCHAR(20) NOT NULL,
  "sellerPhone" VARCHAR(15) NOT NULL,
  "title" TEXT,
  "description" TEXT,
  "businessName" TEXT,
  "cleanText" TEXT,
  "priceAmount" DECIMAL(14,2),
  "priceCurrency" VARCHAR(3),
  "priceText" TEXT,
  "category" TEXT,
  "imageUrl" TEXT,
  "imageExpiresAt" TIMESTAMPTZ(3),
  "imageHash" VARCHAR(64),
  "imageWidth" INTEGER,
  "imageHeight" INTEGER,
  "imagePlaceholder" TEXT,
  "contentHash" VARCHAR(64),
  "s3ImageUrl" TEXT,
  "s3ImageHash" VARCHAR(64),
  "isActive" BOOLEAN NOT NULL DEFAULT true,
  "missingSince" TIMESTAMPTZ(3),
  "qcStatus" "qc_status" NOT NULL DEFAULT 'pending',
  "qcContentHash" VARCHAR(64),
  "embeddingSpace" TEXT,
  "isListed" BOOLEAN NOT NULL DEFAULT false,
  "listedAt" TIMESTAMPTZ(3),
  "lastHydratedAt" TIMESTAMPTZ(3),
  "hydrateAttemptAt" TIMESTAMPTZ(3),
  "version" INTEGER NOT NULL DEFAULT 0,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "products_pkey" PRIMARY KEY ("productId"),
  CONSTRAINT "products_productId_digits" CHECK ("productId" ~ '^[0-9]{1,20}$'),
  CONSTRAINT "products_sellerPhone_fkey" FOREIGN KEY ("sellerPhone") REFERENCES "sellers" ("phone") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "products_sellerPhone_idx" ON "products" ("sellerPhone");
CREATE INDEX "products_isListed_listedAt_productId_idx" ON "products" ("isListed", "listedAt" DESC, "productId");
CREATE INDEX "products_isActive_lastHydratedAt_idx" ON "products" ("isActive", "lastHydratedAt");
CREATE INDEX "products_qcStatus_updatedAt_idx" ON "products" ("qcStatus", "updatedAt");

CREATE TABLE "productEmbeddings" (
  "productId" VARCHAR(20) NOT NULL,
  "space" TEXT NOT NULL,
  "contentHash" VARCHAR(64) NOT NULL,
  "vector" BYTEA NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "productEmbeddings_pkey" PRIMARY KEY ("productId"),
  CONSTRAINT "productEmbeddings_productId_fkey" FOREIGN KEY ("productId") REFERENCES "products" ("productId") ON DELETE CASCADE ON UPDATE CASCADE
);
-- Float bytes do not compress: trying to costs time on every read.
ALTER TABLE "productEmbeddings" ALTER COLUMN "vector" SET STORAGE EXTERNAL;

CREATE TABLE "qualityReviews" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "productId" VARCHAR(20) NOT NULL,
  "contentHash" VARCHAR(64) NOT NULL,
  "source" VARCHAR(16) NOT NULL,
  "reviewer" TEXT NOT NULL,
  "decision" "review_decision" NOT NULL,
  "confidence" DOUBLE PRECISION,
  "problems" TEXT[],
  "category" TEXT,
  "note" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "qualityReviews_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "qualityReviews_source_known" CHECK ("source" IN ('model', 'moderator')),
  CONSTRAINT "qualityReviews_productId_fkey" FOREIGN KEY ("productId") REFERENCES "products" ("productId") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "qualityReviews_productId_createdAt_idx" ON "qualityReviews" ("productId", "createdAt" DESC);
-- A step can run twice: the model judges one content once.
CREATE UNIQUE INDEX "qualityReviews_one_model_review_per_content" ON "qualityReviews" ("productId", "contentHash") WHERE "source" = 'model';

CREATE TABLE "syncRuns" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "sellerPhone" VARCHAR(15),
  "kind" "sync_kind" NOT NULL,
  "state" "sync_state" NOT NULL DEFAULT 'queued',
  "outcome" TEXT,
  "detail" TEXT,
  "found" INTEGER NOT NULL DEFAULT 0,
  "hydrated" INTEGER NOT NULL DEFAULT 0,
  "unchanged" INTEGER NOT NULL DEFAULT 0,
  "embedded" INTEGER NOT NULL DEFAULT 0,
  "approved" INTEGER NOT NULL DEFAULT 0,
  "flagged" INTEGER NOT NULL DEFAULT 0,
  "rejected" INTEGER NOT NULL DEFAULT 0,
  "persisted" INTEGER NOT NULL DEFAULT 0,
  "inactive" INTEGER NOT NULL DEFAULT 0,
  "failed" INTEGER NOT NULL DEFAULT 0,
  "tokenHash" VARCHAR(64),
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "startedAt" TIMESTAMPTZ(3),
  "finishedAt" TIMESTAMPTZ(3),
  CONSTRAINT "syncRuns_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "syncRuns_sellerPhone_createdAt_idx" ON "syncRuns" ("sellerPhone", "createdAt" DESC);
CREATE INDEX "syncRuns_state_createdAt_idx" ON "syncRuns" ("state", "createdAt" DESC);
-- The same catalogue pasted twice at once is one run.
CREATE UNIQUE INDEX "syncRuns_one_open_catalogue_run" ON "syncRuns" ("sellerPhone") WHERE "kind" = 'catalogue' AND "state" IN ('queued', 'running');

CREATE TABLE "syncItems" (
  "syncRunId" UUID NOT NULL,
  "productId" VARCHAR(20) NOT NULL,
  "sellerPhone" VARCHAR(15) NOT NULL,
  "stage" "sync_stage" NOT NULL DEFAULT 'hydrate',
  "hydrated" BOOLEAN NOT NULL DEFAULT false,
  "embedded" BOOLEAN NOT NULL DEFAULT false,
  "persisted" BOOLEAN NOT NULL DEFAULT false,
  "outcome" "sync_outcome",
  "problemCode" TEXT,
  "problemMessage" TEXT,
  "redrives" INTEGER NOT NULL DEFAULT 0,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "syncItems_pkey" PRIMARY KEY ("syncRunId", "productId"),
  CONSTRAINT "syncItems_done_has_outcome" CHECK ("stage" <> 'done' OR "outcome" IS NOT NULL),
  CONSTRAINT "syncItems_syncRunId_fkey" FOREIGN KEY ("syncRunId") REFERENCES "syncRuns" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "syncItems_productId_fkey" FOREIGN KEY ("productId") REFERENCES "products" ("productId") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "syncItems_productId_idx" ON "syncItems" ("productId");
CREATE INDEX "syncItems_stage_updatedAt_idx" ON "syncItems" ("stage", "updatedAt");

CREATE TABLE "catalogSyncLogs" (
  "id" BIGSERIAL NOT NULL,
  "syncRunId" UUID,
  "productId" VARCHAR(20),
  "sellerPhone" VARCHAR(15),
  "eventType" VARCHAR(32) NOT NULL,
  "code" TEXT,
  "detail" JSONB,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "catalogSyncLogs_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "catalogSyncLogs_eventType_known" CHECK ("eventType" IN (
    'scout_start', 'scout_success', 'scout_failed', 'hydrate_start', 'hydrate_success', 'hydrate_unchanged', 'hydrate_404',
    'hydrate_429', 'hydrate_failed', 'embed_success', 'embed_failed', 'qc_approved', 'qc_rejected', 'qc_flagged', 'qc_error',
    'lazy_persist_start', 'lazy_persist_success', 'lazy_persist_failed', 'heartbeat_start', 'heartbeat_done')),
  CONSTRAINT "catalogSyncLogs_syncRunId_fkey" FOREIGN KEY ("syncRunId") REFERENCES "syncRuns" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "catalogSyncLogs_syncRunId_id_idx" ON "catalogSyncLogs" ("syncRunId", "id");
CREATE INDEX "catalogSyncLogs_productId_id_idx" ON "catalogSyncLogs" ("productId", "id");
CREATE INDEX "catalogSyncLogs_eventType_createdAt_idx" ON "catalogSyncLogs" ("eventType", "createdAt" DESC);

CREATE TABLE "auditLog" (
  "id" BIGSERIAL NOT NULL,
  "actorId" TEXT NOT NULL,
  "action" VARCHAR(64) NOT NULL,
  "subject" TEXT NOT NULL,
  "detail" JSONB,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "auditLog_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "auditLog_createdAt_idx" ON "auditLog" ("createdAt" DESC);
CREATE INDEX "auditLog_subject_idx" ON "auditLog" ("subject");

CREATE TABLE "users" (
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "email" TEXT NOT NULL,
  "emailVerified" BOOLEAN NOT NULL DEFAULT false,
  "image" TEXT,
  "role" TEXT NOT NULL DEFAULT 'moderator',
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "users_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "users_role_known" CHECK ("role" IN ('admin', 'moderator'))
);
CREATE UNIQUE INDEX "users_email_key" ON "users" ("email");

CREATE TABLE "sessions" (
  "id" TEXT NOT NULL,
  "token" TEXT NOT NULL,
  "userId" TEXT NOT NULL,
  "expiresAt" TIMESTAMPTZ(3) NOT NULL,
  "ipAddress" TEXT,
  "userAgent" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "sessions_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "sessions_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "sessions_token_key" ON "sessions" ("token");
CREATE INDEX "sessions_userId_idx" ON "sessions" ("userId");

CREATE TABLE "accounts" (
  "id" TEXT NOT NULL,
  "accountId" TEXT NOT NULL,
  "providerId" TEXT NOT NULL,
  "userId" TEXT NOT NULL,
  "accessToken" TEXT,
  "refreshToken" TEXT,
  "idToken" TEXT,
  "accessTokenExpiresAt" TIMESTAMPTZ(3),
  "refreshTokenExpiresAt" TIMESTAMPTZ(3),
  "scope" TEXT,
  "password" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "accounts_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "accounts_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "accounts_userId_idx" ON "accounts" ("userId");

CREATE TABLE "verifications" (
  "id" TEXT NOT NULL,
  "identifier" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "expiresAt" TIMESTAMPTZ(3) NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "verifications_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "verifications_identifier_idx" ON "verifications" ("identifier");
