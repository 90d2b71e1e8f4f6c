import type { Inngest } from 'inngest';
import { createHeartbeatSync, type HeartbeatSyncDeps } from './heartbeat-sync/heartbeat-sync';
import { createNotifySeller, type NotifySellerDeps } from './notify-seller/notify-seller';
import { createResumePausedWork, type ResumePausedWorkDeps } from './resume-paused-work/resume-paused-work';
import { createRevisitCatalogues, type RevisitCataloguesDeps } from './revisit-catalogues/revisit-catalogues';
import { createSweepStuckWork, type SweepStuckWorkDeps } from './sweep-stuck-work/sweep-stuck-work';

export type WebFunctionDeps = HeartbeatSyncDeps &
  RevisitCataloguesDeps &
  SweepStuckWorkDeps &
  ResumePausedWorkDeps &
  NotifySellerDeps;

/** The light crons: web's CPU belongs to shoppers, and it may run serverless. */
export function webFunctions(inngest: Inngest, deps: WebFunctionDeps) {
  return [
    createHeartbeatSync(inngest, deps),
    createRevisitCatalogues(inngest, deps),
    createSweepStuckWork(inngest, deps),
    createResumePausedWork(inngest, deps),
    createNotifySeller(inngest, deps),
  ];
}
