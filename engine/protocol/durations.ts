const UNIT_MS: Record<string, number> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** `1h30m`, `90s`, `500ms` → milliseconds; undefined when it is none. */
export function parseDuration(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|[smhdw]))+$/.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdw])/g)) {
    total += Number(amount) * (UNIT_MS[unit ?? ''] ?? 0);
  }
  return total;
}

/** When a sleep or a wait ends: a duration from now or a date. An empty text is no time at all, as the SDK words 0. */
export function parseMoment(text: string, now: number): number | undefined {
  if (text === '') return now;
  const duration = parseDuration(text);
  if (duration !== undefined) return now + duration;
  return parseDate(text);
}

/** The `Retry-After` header: whole seconds, or a date, which the SDK writes with milliseconds. */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header)) return now + Number(header) * 1_000;
  return parseDate(header);
}

function parseDate(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d|^[A-Z][a-z]{2}, /.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}
