import { Counter } from 'prom-client';
import { metricsRegistry } from '@/lib/platform/metrics';
import type { PriceDisagreement } from '@/lib/quality/grounded-facts';

const NAME = 'soko_price_disagreements_total';

/** Counts that the reviewer read another price than we did. Per process: sum over all of them. */
export function countPriceDisagreement(kind: PriceDisagreement): void {
  const registry = metricsRegistry();
  const known = registry.getSingleMetric(NAME);
  const counter =
    known instanceof Counter
      ? known
      : new Counter({
          name: NAME,
          help: 'Products whose price the reviewer read in another way than we did, by how',
          labelNames: ['kind'],
          registers: [registry],
        });
  counter.inc({ kind });
}
