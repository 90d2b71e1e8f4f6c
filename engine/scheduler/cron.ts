import { Cron } from 'croner';

const TIMEZONE = /^(?:CRON_)?TZ=(\S+)\s+/;

/**
 * A cron pattern of 5 fields, or 6 with seconds first; in UTC unless it begins with `TZ=Area/City `. Throws when it is
 * none.
 */
export function parseCron(pattern: string): Cron {
  const timezone = TIMEZONE.exec(pattern)?.[1] ?? 'UTC';
  const cron = new Cron(pattern.replace(TIMEZONE, ''), { timezone, mode: '5-or-6-parts', paused: true });
  if (cron.nextRun() === null) throw new Error(`The cron pattern "${pattern}" never comes`);
  return cron;
}

/** The first tick after a moment (milliseconds), or undefined when there is none any more. */
export function nextTick(pattern: string, after: number): number | undefined {
  return parseCron(pattern).nextRun(new Date(after))?.getTime();
}

/** The last tick at or before `until` that came after `since`: what a start catches up on, however many were missed. */
export function lastMissedTick(pattern: string, since: number, until: number): number | undefined {
  // Croner's "previous" excludes the very moment.
  const last = parseCron(pattern)
    .previousRuns(1, new Date(until + 1))
    .at(0)
    ?.getTime();
  return last !== undefined && last > since && last <= until ? last : undefined;
}
