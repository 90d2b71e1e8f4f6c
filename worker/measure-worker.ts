import { stageMetrics } from '@/inngest/product-stage/stage-report';
import { priceDisagreements } from '@/inngest/quality-control/price-disagreements';
import { beatsMissed } from '@/lib/beats/beat-watch';
import { measureDisk } from '@/lib/platform/disk-metrics';
import { usageMetrics } from '@/lib/usage/usage-metrics';

/** What there is to scrape of a worker, from its start on. `home`: SOKO_HOME. */
export function measureWorker(home: string): void {
  stageMetrics();
  usageMetrics();
  priceDisagreements();
  measureDisk(home);
  beatsMissed();
}
