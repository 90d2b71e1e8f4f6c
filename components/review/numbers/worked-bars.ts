interface WorkedHour {
  at: string;
  decisions: number;
}

const HOUR_MS = 3_600_000;
/** Nairobi's clock, which is never put forward or back. */
const OFFSET_MS = 3 * HOUR_MS;
const LABELS = {
  hour: { weekday: 'short', hour: '2-digit', minute: '2-digit', timeZone: 'Africa/Nairobi' },
  day: { day: 'numeric', month: 'short', timeZone: 'Africa/Nairobi' },
} as const;

/**
 * A bar for each hour, or for each day when there are more than two days, also those without any decision; the last
 * one is the one of `now`.
 */
export function workedBars(
  hours: readonly WorkedHour[],
  { periodHours, now }: { periodHours: number; now: Date },
): { label: string; value: number }[] {
  const by = periodHours <= 48 ? 'hour' : 'day';
  const stepMs = by === 'hour' ? HOUR_MS : 24 * HOUR_MS;
  const slotOf = (at: number): number => Math.floor((at + OFFSET_MS) / stepMs);
  const counts = new Map<number, number>();
  for (const { at, decisions } of hours) {
    const slot = slotOf(Date.parse(at));
    counts.set(slot, (counts.get(slot) ?? 0) + decisions);
  }
  const words = new Intl.DateTimeFormat('en-KE', LABELS[by]);
  const last = slotOf(now.getTime());
  const slots = Math.round((periodHours * HOUR_MS) / stepMs);
  return Array.from({ length: slots }, (_, at) => {
    const slot = last - slots + 1 + at;
    return { label: words.format(slot * stepMs - OFFSET_MS), value: counts.get(slot) ?? 0 };
  });
}
