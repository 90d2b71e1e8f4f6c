import type { Inngest } from 'inngest';
import { createHeartbeatSync, type HeartbeatSyncDeps } from './heartbeat-sync/heartbeat-sync';
import { createNotifySeller, type NotifySellerDeps } from './notify-seller/notify-seller';
import { createResumePausedWork, type ResumePausedWorkDeps } from './resume-paused-work/resume-paused-work';
import { createRevisitCatalogues, type RevisitCataloguesDeps } from './revisit-catalogues/revisit-catalogues';
import { createSweepStuckWork, type SweepStuckWorkDeps } from './sweep-stuck-work/sweep-stuck-work';
import { createTidyUp, type TidyUpDeps } from './tidy-up/tidy-up';

export type WebFunctionDeps = HeartbeatSyncDeps &
  RevisitCataloguesDeps &
  SweepStuckWorkDeps &
  TidyUpDeps &
  ResumePausedWorkDeps &
  NotifySellerDeps;

/** The light crons: web's CPU belongs to shoppers, and it may run serverless. */
export function webFunctions(inngest: Inngest, deps: WebFunctionDeps) {
  return [
    createHeartbeatSync(inngest, deps),
    createRevisitCatalogues(inngest, deps),
    createSweepStuckWork(inngest, deps),
    createTidyUp(inngest, deps),
    createResumePausedWork(inngest, deps),
    createNotifySeller(inngest, deps),
  ];
}
