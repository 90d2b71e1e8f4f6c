import { database } from '@/app/wiring/process';
import { countCategories, listCurrencies } from '@/lib/marketplace/category-counts';
import { RecentCounts } from '@/lib/platform/recent-counts';

type Counts = Awaited<ReturnType<typeof countCategories>>;

/**
 * Counting goes over every live product, and every page of the market shows the counts: some seconds old will do, and
 * half a minute for whoever comes after nobody has for a while.
 */
const recent = new RecentCounts<Counts>({ keptMs: 5_000, toldMs: 30_000, atMost: 200 });

/** Categories with live products, of one seller (by id) where one is given. */
export function categoryCounts(sellerId?: string): Promise<Counts> {
  return recent.get(sellerId ?? '', () => countCategories(database(), sellerId));
}

/** They seldom change: minutes old will do. */
const currencies = new RecentCounts<string[]>({ keptMs: 60_000, atMost: 200 });

/** Currencies of live products, of one seller (by id) where one is given. */
export function productCurrencies(sellerId?: string): Promise<string[]> {
  return currencies.get(sellerId ?? '', () => listCurrencies(database(), sellerId));
}
