import { z } from 'zod';
import { readKnownParams } from '@/lib/marketplace/known-params';
import { MODERATOR_ACTIONS } from '@/lib/products/moderator-acts.schema';
import { PROBLEMS } from '@/lib/quality/problems.schema';

const filtersSchema = z
  .object({
    /** A part of a title, a product's id or link, a shop's name. */
    q: z.string().trim().min(1).max(300),
    /** A moderator's user id. */
    by: z.string().min(1).max(100),
    action: z.enum(MODERATOR_ACTIONS),
    reason: z.enum(PROBLEMS),
    /** In Nairobi. */
    day: z.iso.date(),
    cursor: z.string().max(100),
  })
  .partial();
export type DecisionFilters = z.infer<typeof filtersSchema>;

/** What the page's address asks for. */
export function readDecisionFilters(params: Iterable<[string, string]>): DecisionFilters {
  return readKnownParams(filtersSchema, params);
}

/** As the address has them, without what is not asked for; `cursor` only where it is given. */
export function decisionsAddress({ cursor: _before, ...filters }: DecisionFilters, cursor?: string): string {
  const asked = Object.entries({ ...filters, cursor }).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return asked.length === 0 ? '/review/history' : `/review/history?${new URLSearchParams(asked)}`;
}
