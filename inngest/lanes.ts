/** What a stage's queues are told apart by (lib/syncs/lane.ts). */
const LANE = 'event.data.lane';

interface Limit {
  limit: number;
  key?: string;
}

/**
 * So many calls at once, fewer of one lane: however much waits in it, another lane finds a place. Keyed limits mean
 * that on Inngest's server as well; that lanes also take turns when all places are taken is the embedded engine's
 * (engine/scheduler/function-queue.ts) and, on Inngest's server, its key queues'.
 */
export function sharedByLanes({ all, ofOneLane }: { all: number; ofOneLane: number }): [Limit, Limit] {
  return [{ limit: all }, { limit: ofOneLane, key: LANE }];
}

/** A batch holds one lane's events: it waits in that lane's queue. */
export function batchOfOneLane(maxSize: number) {
  return { maxSize, timeout: '1s', key: LANE } as const;
}
