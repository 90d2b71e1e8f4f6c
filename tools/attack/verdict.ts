import { z } from 'zod';
import { percentile } from '../bench/row';
import type { Outcome } from './attack';

/** What a small machine can give to web beside the database, the worker with its model and a browser. */
const WEB_MOST_MB = 1_500;
/** Beyond this a shopper notices that something is wrong. */
const SHOPPER_MOST_MS = 2_000;
/** So much slower than on a quiet day is as good as stopped. */
export const SHOPPER_MOST_TIMES = 10;

/** What was measured while an attack ran; the observer's process tells it. */
export const measuredSchema = z.object({
  /** Resident memory of each process with its children, at its highest. None where it cannot be read. */
  peakMb: z.record(z.string(), z.number()),
  /** Every search of another shopper, in milliseconds. */
  searches: z.array(z.number()),
  /** What those searches were refused with. */
  refusals: z.array(z.string()),
});
export type Measured = z.infer<typeof measuredSchema>;

/** What the system was like afterwards. */
export interface Aftermath {
  /** Processes that are not the ones from before. */
  died: string[];
  isReady: boolean;
  /** Addresses at which apps are registered and were not before. */
  registered: string[];
}

export type Verdict = 'held' | 'HOLE' | 'skipped';

export interface Judged {
  verdict: Verdict;
  holes: string[];
  /** Nothing is wrong but how long another shopper waited, which the machine's other work may be the reason of. */
  isSlowAlone: boolean;
  peakMb: Record<string, number>;
  shopperP95: number;
  timesQuiet: number;
}

/** `mostTimes`: how much longer than on a quiet day another shopper may wait. */
export function judge(
  outcome: Outcome,
  measured: Measured,
  aftermath: Aftermath,
  { quietP95, mostTimes = SHOPPER_MOST_TIMES }: { quietP95: number; mostTimes?: number },
): Judged {
  const { peakMb } = measured;
  const shopperP95 = percentile(measured.searches, 0.95);
  const timesQuiet = shopperP95 / quietP95;
  const slow = slownessHoles(measured, shopperP95, { timesQuiet, mostTimes });
  const holes = [
    ...outcome.holes,
    ...memoryHoles(peakMb),
    ...slow,
    ...refusalHoles(measured),
    ...aftermath.died.map((name) => `${name} died`),
    ...(aftermath.isReady ? [] : ['not ready again afterwards']),
    ...registrationHoles(aftermath.registered),
  ];
  const verdict = holes.length > 0 ? 'HOLE' : outcome.skipped === undefined ? 'held' : 'skipped';
  const isSlowAlone = slow.length > 0 && slow.length === holes.length;
  return { verdict, holes, isSlowAlone, peakMb, shopperP95, timesQuiet };
}

function memoryHoles({ web }: Record<string, number>): string[] {
  return isTooMuch(web) ? [`web took ${Math.round(web)} MB`] : [];
}

const isTooMuch = (webMb: number | undefined): webMb is number => webMb !== undefined && webMb > WEB_MOST_MB;

function registrationHoles([first, ...others]: string[]): string[] {
  if (first === undefined) return [];
  return [`registered at ${first}${others.length > 0 ? ` and ${others.length} more` : ''}`];
}

function slownessHoles(
  { searches }: Measured,
  p95: number,
  { timesQuiet, mostTimes }: { timesQuiet: number; mostTimes: number },
): string[] {
  const worst = Math.max(...searches, 0);
  return [
    ...(worst > SHOPPER_MOST_MS ? [`another shopper waited ${(worst / 1_000).toFixed(1)} s`] : []),
    ...(timesQuiet > mostTimes && p95 <= SHOPPER_MOST_MS
      ? [`another shopper waited ${Math.round(timesQuiet)} times as long`]
      : []),
  ];
}

function refusalHoles({ refusals }: Measured): string[] {
  return refusals.length > 0 ? [`another shopper's search failed ${refusals.length}×: ${refusals[0]}`] : [];
}

/** The next attack needs another system: this one's memory, processes or registrations are no longer what they were. */
export function leftMarks(judged: Judged, aftermath: Aftermath): boolean {
  return (
    aftermath.died.length > 0 || !aftermath.isReady || aftermath.registered.length > 0 || isTooMuch(judged.peakMb.web)
  );
}
