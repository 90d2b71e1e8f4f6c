import type { Query } from './database';

/** A run as Inngest's REST API shows it. */
export interface RunView {
  run_id: string;
  function_id: string;
  event_id: string;
  status: string;
  run_started_at: string;
  ended_at: string | null;
  output: unknown;
}

interface RunRow {
  id: string;
  function_id: string;
  event_ids: string[];
  status: string;
  created_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
  output: string | null;
}

const COLUMNS = 'id, function_id, event_ids, status, created_at, started_at, ended_at, output';

export async function readRun(query: Query, runId: string): Promise<RunView | undefined> {
  const rows = await query<RunRow>(`SELECT ${COLUMNS} FROM engine.runs WHERE id = $1`, [runId]);
  return rows.map(toView)[0];
}

export async function readRunsOfEvent(query: Query, eventId: string): Promise<RunView[]> {
  const rows = await query<RunRow>(
    `SELECT ${COLUMNS} FROM engine.runs WHERE event_ids @> ARRAY[$1] ORDER BY created_at, id LIMIT 1000`,
    [eventId],
  );
  return rows.map(toView);
}

function toView(row: RunRow): RunView {
  const name = { completed: 'Completed', failed: 'Failed', cancelled: 'Cancelled' }[row.status] ?? 'Running';
  return {
    run_id: row.id,
    function_id: row.function_id,
    event_id: row.event_ids[0] ?? '',
    status: row.status === 'queued' && row.started_at === null ? 'Queued' : name,
    run_started_at: (row.started_at ?? row.created_at).toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
    output: row.output === null ? null : JSON.parse(row.output),
  };
}
