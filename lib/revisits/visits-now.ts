import { Cron } from 'croner';

const DAY_MS = 24 * 3_600_000;
/** More than a day's share, so that a day in which some visits did not take place is made up for. */
const MARGIN = 1.2;
/** No more wait for the Scout at once: it makes one visit at a time for them all, of about a minute. */
const MOST_WAITING = 10;

export interface RevisitState {
  /** Sellers whose catalogues are visited by themselves. */
  sellers: number;
  /** Visits that were asked for before and have not ended. */
  underWay: number;
  /** WhatsApp turned the last of them away. */
  turnedAway: boolean;
}

/**
 * How many catalogues a beat of the cron visits: each seller's share of the day, so that visits are spread over all
 * its beats; one, to try, while WhatsApp turns us away.
 */
export function visitsNow(state: RevisitState, { cron, now }: { cron: string; now: Date }): number {
  const room = MOST_WAITING - state.underWay;
  if (state.sellers === 0 || room <= 0) return 0;
  if (state.turnedAway) return state.underWay === 0 ? 1 : 0;
  const share = Math.ceil((state.sellers / beatsInADay(cron, now)) * MARGIN);
  return Math.min(share, room);
}

/** How often a cron beats in the day before `now`; at least once. */
export function beatsInADay(pattern: string, now: Date): number {
  const cron = new Cron(pattern, { paused: true, timezone: 'UTC' });
  const from = new Date(now.getTime() - DAY_MS);
  let beats = 0;
  for (let beat = cron.nextRun(from); beat !== null && beat <= now; beat = cron.nextRun(beat)) beats += 1;
  return Math.max(1, beats);
}
