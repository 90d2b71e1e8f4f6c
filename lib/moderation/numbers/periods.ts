/** What figures can be asked for, in hours. */
export const PERIODS = { '24h': 24, '7d': 7 * 24, '30d': 30 * 24, '90d': 90 * 24 } as const;
export type Period = keyof typeof PERIODS;

export function isPeriod(text: string | undefined): text is Period {
  return text !== undefined && text in PERIODS;
}

export function beginOf(period: Period, now: Date): Date {
  return new Date(now.getTime() - PERIODS[period] * 3_600_000);
}
