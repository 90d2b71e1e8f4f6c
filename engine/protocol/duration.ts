const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** `1h30m`, `500ms`, `2s`, as the SDK writes durations, in milliseconds; an ISO date gives what is left until then. Throws on anything else. */
export function durationMs(text: string, now = Date.now()): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdw])/g)];
  if (parts.length > 0 && parts.map((part) => part[0]).join('') === text) {
    return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (UNITS[unit ?? ''] ?? 0), 0);
  }
  const date = Date.parse(text);
  if (!Number.isNaN(date)) return Math.max(0, date - now);
  throw new Error(`not a duration: ${text}`);
}
