import { z } from 'zod';
import type { Price } from '@/lib/hydration/price/read-price';
import type { GroundedFacts } from '@/lib/quality/grounded-facts';
import type { SaidFacts } from '@/lib/quality/said-facts';

/** What a model read in a product's words, as kept with its review: what it said, what of it counts, beside what. */
export interface ReviewFacts extends GroundedFacts {
  said: SaidFacts;
  /** products.readPrice when this was settled. */
  read: Price | null;
}

const priceSchema = z.object({ amount: z.number(), currency: z.string(), text: z.string() });

/** products.readPrice: what our own reader made of the page. */
export const readPriceOf = ({ readPrice }: { readPrice: unknown }): Price | null =>
  priceSchema.safeParse(readPrice).data ?? null;
