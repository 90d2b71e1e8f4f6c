-- What is set wrongly, empty, full or away: work that needs it waits, and nothing is judged by it.
CREATE TABLE "serviceFaults" (
  "service" VARCHAR(16) NOT NULL,
  "code" TEXT NOT NULL,
  "message" TEXT NOT NULL,
  "remedy" TEXT NOT NULL,
  "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "tryAt" TIMESTAMPTZ(3) NOT NULL,
  "resetsAt" TIMESTAMPTZ(3),
  CONSTRAINT "serviceFaults_pkey" PRIMARY KEY ("service"),
  CONSTRAINT "serviceFaults_service_check" CHECK ("service" IN ('reviewer', 'images', 'vectors', 'model'))
);

ALTER TABLE "syncItems" ADD COLUMN "waitsFor" VARCHAR(16);
CREATE INDEX "syncItems_waiting_idx" ON "syncItems" ("waitsFor", "updatedAt") WHERE "waitsFor" IS NOT NULL;
