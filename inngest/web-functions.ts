import type { Inngest } from 'inngest';
import { createHeartbeatSync, type HeartbeatSyncDeps } from './heartbeat-sync/heartbeat-sync';
import { createResumePausedWork, type ResumePausedWorkDeps } from './resume-paused-work/resume-paused-work';
import { createSweepStuckWork, type SweepStuckWorkDeps } from './sweep-stuck-work/sweep-stuck-work';

export type WebFunctionDeps = HeartbeatSyncDeps & SweepStuckWorkDeps & ResumePausedWorkDeps;

/** The light crons: web's CPU belongs to shoppers, and it may run serverless. */
export function webFunctions(inngest: Inngest, deps: WebFunctionDeps) {
  return [
    createHeartbeatSync(inngest, deps),
    createSweepStuckWork(inngest, deps),
    createResumePausedWork(inngest, deps),
  ];
}
