import { counter } from '@/lib/platform/metrics';
import type { PriceDisagreement } from '@/lib/quality/grounded-facts';

export const priceDisagreements = () =>
  counter({
    name: 'soko_price_disagreements_total',
    help: 'Products whose price the reviewer read in another way than we did, by how',
    labelNames: ['kind'],
  });

/** Counts that the reviewer read another price than we did. */
export function countPriceDisagreement(kind: PriceDisagreement): void {
  priceDisagreements().inc({ kind });
}
