import { heartbeatRequested, sweepRequested } from '@/inngest/events';
import type { Connection } from './connect';

export async function requestHeartbeat({ inngest }: Connection, reason: string): Promise<void> {
  await inngest.send(heartbeatRequested.create({ reason }));
}

export async function requestSweep({ inngest }: Connection, reason: string): Promise<void> {
  await inngest.send(sweepRequested.create({ reason }));
}
