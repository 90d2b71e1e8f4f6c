// What of a shop's products is shown, as its page's address says it.
import { z } from 'zod';
import { CAUSES, STANDINGS } from '@/lib/products/standing.schema';
import { PROBLEMS } from '@/lib/quality/problems.schema';

/** What keeps a live product from being found by all who look for it, and what would have more people look at it. */
export const SHORTCOMINGS = ['no_price', 'no_category', 'no_description', 'small_picture'] as const;
export type Shortcoming = (typeof SHORTCOMINGS)[number];

/** A reason of a moderator's or the model's, a cause of ours, or a shortcoming. No two have the same name. */
export const WHYS = [...PROBLEMS, ...CAUSES, ...SHORTCOMINGS] as const;
export type Why = (typeof WHYS)[number];

export const isShortcoming = (why: string): why is Shortcoming => SHORTCOMINGS.some((one) => one === why);
export const isCause = (why: string): why is (typeof CAUSES)[number] => CAUSES.some((one) => one === why);

export interface ShopQuery {
  state?: (typeof STANDINGS)[number] | undefined;
  why?: Why | undefined;
  after?: string | undefined;
}

/** What is no such filter is left out: an old link still opens the page. */
const querySchema = z.object({
  state: z.enum(STANDINGS).optional().catch(undefined),
  why: z.enum(WHYS).optional().catch(undefined),
  after: z
    .string()
    .regex(/^\d\.\d{1,20}$/)
    .optional()
    .catch(undefined),
});

export const readShopQuery = (entries: [string, string][]): ShopQuery => querySchema.parse(Object.fromEntries(entries));

export function shopPath(sellerId: string, { state, why, after }: ShopQuery = {}): string {
  const params = new URLSearchParams();
  if (state) params.set('state', state);
  if (why) params.set('why', why);
  if (after) params.set('after', after);
  const query = params.toString();
  return `/sell/shops/${sellerId}${query ? `?${query}` : ''}`;
}
