-- A run's counters are counted from its items when somebody asks (lib/syncs/run-counts.ts); kept beside them they
-- were one row that every batch of the run waited for.
ALTER TABLE "syncRuns"
  DROP COLUMN "found", DROP COLUMN "hydrated", DROP COLUMN "unchanged", DROP COLUMN "embedded",
  DROP COLUMN "approved", DROP COLUMN "flagged", DROP COLUMN "rejected", DROP COLUMN "persisted",
  DROP COLUMN "inactive", DROP COLUMN "failed";

-- Whether a run has items on their way is asked whenever some of them end.
CREATE INDEX "syncItems_open_idx" ON "syncItems" ("syncRunId") WHERE "outcome" IS NULL;
