import type { Prisma } from '@/lib/platform/prisma-client/client';
import type { Paused } from '@/lib/platform/readiness';
import { readPausedServices } from '@/lib/service-faults/paused-services';
import type { PausedService } from '@/lib/service-faults/paused-services.schema';
import { readPausedStages } from './pauses';
import type { PausedStage } from './pauses.schema';

export type WhatIsPaused = Paused<PausedService, PausedStage>;

/** Everything that products wait for at present: services at fault, and stages that a person has paused. */
export async function readPaused(db: Prisma.TransactionClient): Promise<WhatIsPaused> {
  const [paused, pausedStages] = await Promise.all([readPausedServices(db), readPausedStages(db)]);
  return { paused, pausedStages };
}
