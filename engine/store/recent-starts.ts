import type { Query } from './database';

/** When runs of a function started since a moment (milliseconds), by throttle key. */
export async function readRecentStarts(
  query: Query,
  functionId: string,
  since: number,
): Promise<Map<string, number[]>> {
  const rows = await query<{ throttle_key: string | null; starts: Date[] }>(
    `SELECT throttle_key, array_agg(started_at) AS starts FROM engine.runs
     WHERE function_id = $1 AND started_at >= $2 GROUP BY throttle_key`,
    [functionId, new Date(since)],
  );
  return new Map(rows.map(({ throttle_key, starts }) => [throttle_key ?? '', starts.map((start) => start.getTime())]));
}
