-- Which queue a run's work waits in, and when its visit was last asked for (lib/syncs/lane.ts, lib/syncs/stuck-work.ts).
ALTER TABLE "syncRuns"
  ADD COLUMN "lane" VARCHAR(80),
  ADD COLUMN "requestedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
