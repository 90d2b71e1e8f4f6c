const PACIFIC = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/Los_Angeles',
  ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', hourCycle: 'h23' },
});

/** The next midnight in California: Google's daily quotas begin anew (ai.google.dev/gemini-api/docs/rate-limits). */
export function nextPacificMidnight(now: Date): Date {
  const today = pacificParts(now);
  const midnightIn = (hoursBehind: number): Date =>
    new Date(Date.UTC(today.year, today.month - 1, today.day + 1, hoursBehind));
  // Seven hours behind UTC in summer, eight in winter; only the right one of the two is midnight there.
  const summer = midnightIn(7);
  return pacificParts(summer).hour === 0 ? summer : midnightIn(8);
}

function pacificParts(at: Date): { year: number; month: number; day: number; hour: number } {
  const parts = PACIFIC.formatToParts(at);
  const numberOf = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  return { year: numberOf('year'), month: numberOf('month'), day: numberOf('day'), hour: numberOf('hour') };
}
