import { heartbeatRequested, productHydrateRequested, sellerSyncRequested, sweepRequested } from '@/inngest/events';
import { chunksOf } from '@/inngest/send-in-chunks';
import type { ReplayDeps } from '@/lib/syncs/replay-work';
import type { Connection } from './connect';

/** What starts work, as the web does it: rows first, then events. */
export function workRequests({ database, inngest }: Connection): ReplayDeps {
  return {
    db: database.prisma,
    requestSync: async (run) => {
      await inngest.send(sellerSyncRequested.create(run));
    },
    requestHydration: async (items) => {
      for (const chunk of chunksOf(items))
        await inngest.send(chunk.map((item) => productHydrateRequested.create(item)));
    },
  };
}

export async function requestHeartbeat({ inngest }: Connection, reason: string): Promise<void> {
  await inngest.send(heartbeatRequested.create({ reason }));
}

export async function requestSweep({ inngest }: Connection, reason: string): Promise<void> {
  await inngest.send(sweepRequested.create({ reason }));
}
