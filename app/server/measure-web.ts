import { beatsMissed } from '@/lib/beats/beat-watch';
import { measureHealth } from '@/lib/operations/health-metrics';
import { measureWaiting, type StageWaiting } from '@/lib/operations/waiting-metrics';
import { measureDisk } from '@/lib/platform/disk-metrics';
import { searchSeconds } from '@/lib/search/observe-search';
import { measurePausedServices } from '@/lib/service-faults/paused-metrics';
import type { PausedService } from '@/lib/service-faults/paused-services.schema';
import { countAnswers } from './count-answers';

interface Measured {
  readPaused(): Promise<PausedService[]>;
  readWaiting(): Promise<StageWaiting[]>;
  /** SOKO_HOME */
  home: string;
}

/** What there is to scrape of web, from its start on: an alert on what is not there yet is silent. */
export function measureWeb({ readPaused, readWaiting, home }: Measured): void {
  measurePausedServices(readPaused);
  measureWaiting(readWaiting);
  measureDisk(home);
  measureHealth();
  countAnswers();
  searchSeconds();
  beatsMissed();
}
