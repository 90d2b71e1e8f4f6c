import type { WhatIsPaused } from '@/lib/pauses/read-paused';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { countMarket } from '@/lib/products/count-market';
import { countPriceDisagreements } from '@/lib/products/price-disagreements';
import { countFailedItems } from '@/lib/syncs/failed-work';
import { readUsage } from '@/lib/usage/read-usage';
import type { Usage } from '@/lib/usage/usage';
import { readHeartbeat } from './heartbeat-state';
import type { Cost, Health, Overview } from './overview.schema';
import { readTimelines } from './timeline';
import { readWaitingByStage } from './waiting-by-stage';

/** What web knows besides the database. */
export interface SystemState extends WhatIsPaused {
  ready: boolean;
  health: Health[];
}

interface OverviewRequest {
  /** HEARTBEAT_CRON */
  cron: string;
  now?: Date;
  /** Tells what was kept; without it, it is counted now. */
  counted?: () => Promise<Counted>;
}

const HOUR_MS = 3_600_000;
const COST_HOURS = 24;

/** What grows with the market and its log. */
export type Counted = Pick<Overview, 'at' | 'market' | 'disputedPrices' | 'lastHour' | 'lastDay' | 'causes'>;

/** Over all there is: what asks often keeps it. */
export async function countAll(db: PrismaClient, now = new Date()): Promise<Counted> {
  const [market, disputedPrices, timelines, causes] = await Promise.all([
    countMarket(db),
    countPriceDisagreements(db),
    readTimelines(db, now),
    countFailedItems(db),
  ]);
  return { at: now.toISOString(), market, disputedPrices, ...timelines, causes };
}

/** All that the overview shows: every figure is counted or measured, none is estimated. */
export async function readOverview(
  db: PrismaClient,
  system: SystemState,
  { cron, now = new Date(), counted = () => countAll(db, now) }: OverviewRequest,
): Promise<Overview> {
  const [figures, stages, expiring, cost, heartbeat] = await Promise.all([
    counted(),
    readWaitingByStage(db),
    countExpiring(db, now),
    readCost(db, now),
    readHeartbeat(db, { cron, now }),
  ]);
  const { ready, health, paused, pausedStages } = system;
  return { ...figures, ready, health, paused, pausedStages, heartbeat, stages, expiring, cost };
}

async function countExpiring(db: PrismaClient, now: Date): Promise<Overview['expiring']> {
  const [counts] = await db.$queryRaw<Overview['expiring'][]>`
    SELECT count(*) FILTER (WHERE "imageExpiresAt" > ${now})::int AS "within24h",
      count(*) FILTER (WHERE "imageExpiresAt" <= ${now})::int AS "expired"
    FROM "products" WHERE "isListed" AND "s3ImageUrl" IS NULL
      AND "imageExpiresAt" < ${new Date(now.getTime() + 24 * HOUR_MS)}`;
  return counts ?? { within24h: 0, expired: 0 };
}

async function readCost(db: PrismaClient, now: Date): Promise<Cost> {
  const since = new Date((Math.floor(now.getTime() / HOUR_MS) - COST_HOURS + 1) * HOUR_MS);
  return costOf(await readUsage(db, since), COST_HOURS);
}

/** Pure. What 1,000 products cost; null before any was read. */
export function costOf(used: Partial<Record<Usage, number>>, hours: number): Cost {
  const { products = 0, retries = 0 } = used;
  const per1000 = (what: Usage, unit = 1) => ((used[what] ?? 0) / unit / products) * 1_000;
  return {
    ...{ hours, products, retries },
    per1000:
      products === 0
        ? null
        : {
            fetches: per1000('fetches'),
            megabytes: per1000('fetched_bytes', 1_000_000),
            modelSeconds: per1000('model_seconds'),
            reviews: per1000('reviews'),
            tokensIn: per1000('reviewer_tokens_in'),
            tokensOut: per1000('reviewer_tokens_out'),
          },
  };
}
