import type { Inngest } from 'inngest';
import { createHeartbeatSync, type HeartbeatSyncDeps } from './functions/heartbeat-sync';
import { createHydratePasted, type HydratePastedDeps } from './functions/hydrate-pasted';
import { createLazyPersistence, type LazyPersistenceDeps } from './functions/lazy-persistence';
import { createQualityControl, type QualityControlDeps } from './functions/quality-control';
import { createResizePictures, type ResizePicturesDeps } from './functions/resize-pictures';
import { createSweepStuckWork, type SweepStuckWorkDeps } from './functions/sweep-stuck-work';

export type WebFunctionDeps = HydratePastedDeps &
  QualityControlDeps &
  LazyPersistenceDeps &
  HeartbeatSyncDeps &
  SweepStuckWorkDeps &
  ResizePicturesDeps;

/** The stages that only call other services: the web process may run them serverless. */
export function webFunctions(inngest: Inngest, deps: WebFunctionDeps) {
  return [
    createHydratePasted(inngest, deps),
    createQualityControl(inngest, deps),
    createLazyPersistence(inngest, deps),
    createResizePictures(inngest, deps),
    createHeartbeatSync(inngest, deps),
    createSweepStuckWork(inngest, deps),
  ];
}
