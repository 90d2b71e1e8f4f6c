import type { StoredEvent } from '../protocol/event';
import { acceptEvents } from './accept-events';
import type { Database } from './database';
import type { PlannedRun } from './plan-event';

/** When each cron last ticked (milliseconds), by `FUNCTION CRON`; one that is new ticks from now on. */
export async function readCronTicks(
  database: Database,
  crons: { functionId: string; cron: string }[],
  now: number,
): Promise<Map<string, number>> {
  if (crons.length === 0) return new Map();
  await database.query(
    `INSERT INTO engine.cron_ticks (function_id, cron, last_tick_at)
     SELECT "functionId", cron, $2 FROM json_to_recordset($1) AS given ("functionId" text, cron text)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(crons), new Date(now)],
  );
  const rows = await database.query<{ function_id: string; cron: string; last_tick_at: Date }>(
    'SELECT function_id, cron, last_tick_at FROM engine.cron_ticks',
  );
  return new Map(rows.map((row) => [`${row.function_id} ${row.cron}`, row.last_tick_at.getTime()]));
}

/**
 * Starts a tick's run, once: the event's id is the tick's. While the run of an earlier tick has not even started, there
 * is no second one: after an hour without the app one run is due, not twelve.
 */
export async function startTick(
  database: Database,
  { run, event, cron, tickAt, now }: { run: PlannedRun; event: StoredEvent; cron: string; tickAt: number; now: number },
): Promise<void> {
  await database.transaction(async (query) => {
    await query(
      // One in the future was written before the clock was put back.
      `UPDATE engine.cron_ticks SET last_tick_at = greatest(CASE WHEN last_tick_at <= $4 THEN last_tick_at END, $3)
       WHERE function_id = $1 AND cron = $2`,
      [run.function_id, cron, new Date(tickAt), new Date(now)],
    );
    const waiting = await query(
      `SELECT FROM engine.runs WHERE function_id = $1 AND cron = $2 AND status = 'queued' AND started_at IS NULL
       LIMIT 1`,
      [run.function_id, cron],
    );
    if (waiting.length === 0) await acceptEvents(query, { events: [event], runs: [run], batchItems: [], now });
  });
}
