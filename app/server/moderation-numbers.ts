import { database } from '@/app/wiring/process';
import { RecentCounts } from '@/lib/marketplace/category-counts';
import { beginOf, type Period } from '@/lib/moderation/numbers/periods';
import { type Numbers, readNumbers } from '@/lib/moderation/numbers/read-numbers';

/** They go over every decision of three months: a minute old will do. */
const recent = new RecentCounts<Numbers>({ keptMs: 60_000, atMost: 10 });

export function moderationNumbers(period: Period): Promise<Numbers> {
  return recent.get(period, () => readNumbers(database(), beginOf(period, new Date())));
}
