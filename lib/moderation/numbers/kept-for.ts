import type { RecentCountsSettings } from '@/lib/platform/recent-counts';
import { PERIODS, type Period } from './periods';

/** Numbers go over every decision of three months: a minute old will do. */
const KEPT_MS = 60_000;
/** Of the period: as old they may be while they are counted anew, two hours of three months. They say how old. */
const TOLD_SHARE = 0.001;

export const keptFor = (period: Period): RecentCountsSettings => ({
  ...{ keptMs: KEPT_MS, keptTimes: 20, atMost: 1 },
  toldMs: PERIODS[period] * 3_600_000 * TOLD_SHARE,
});
