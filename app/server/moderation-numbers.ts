import { database } from '@/app/wiring/process';
import { keptFor } from '@/lib/moderation/numbers/kept-for';
import { beginOf, type Period } from '@/lib/moderation/numbers/periods';
import { type Numbers, readNumbers } from '@/lib/moderation/numbers/read-numbers';
import { RecentCounts } from '@/lib/platform/recent-counts';

const recent = new Map<Period, RecentCounts<Numbers>>();

export function moderationNumbers(period: Period): Promise<Numbers> {
  const counts = recent.get(period) ?? new RecentCounts<Numbers>(keptFor(period));
  recent.set(period, counts);
  return counts.get(period, () => readNumbers(database(), beginOf(period, new Date())));
}
