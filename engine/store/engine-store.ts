import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { StoredEvent } from '../protocol/events';
import type { StepResult } from '../protocol/operations';
import type { Database } from './database';
import { SCHEMA_SQL } from './schema';

/** One call that is to be made to an app: the first of a run, the next, or one planned step of it. */
export interface QueueItem {
  id: string;
  runId: string;
  functionId: string;
  /** Set for one of several parallel steps. */
  stepId: string | null;
  /** Set for a sleep: the step that ends when it is due. */
  sleepId: string | null;
  attempt: number;
  /** Unix milliseconds. */
  dueAt: number;
}

export interface NewRun {
  id: string;
  functionId: string;
  events: StoredEvent[];
  itemId: string;
}

export interface RunState {
  events: StoredEvent[];
  /** In the order in which they ended. */
  steps: { id: string; result: StepResult }[];
}

export interface App {
  appId: string;
  url: string;
  functions: unknown[];
}

const itemRow = z.object({
  id: z.string(),
  run_id: z.string(),
  function_id: z.string(),
  step_id: z.string().nullable(),
  sleep_id: z.string().nullable(),
  attempt: z.number(),
  due_ms: z.number(),
  events: z.array(z.custom<StoredEvent>((value) => typeof value === 'object' && value !== null)),
});

/** The engine's SQL. All state that must outlive the process is here; the schedule in memory is made from it. */
export class EngineStore {
  constructor(private readonly database: Database) {}

  async prepare(): Promise<void> {
    await this.database.run(async (client) => {
      await client.query('SELECT pg_advisory_xact_lock(715301)');
      await client.query(SCHEMA_SQL);
    });
  }

  transaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    return this.database.run(work);
  }

  async apps(): Promise<App[]> {
    return this.database.run(async (client) => {
      const { rows } = await client.query('SELECT app_id, url, functions FROM engine.apps ORDER BY registered_at');
      return z
        .array(z.object({ app_id: z.string(), url: z.string(), functions: z.array(z.unknown()) }))
        .parse(rows)
        .map((row) => ({ appId: row.app_id, url: row.url, functions: row.functions }));
    });
  }

  async saveApp(app: App): Promise<void> {
    await this.database.run((client) =>
      client.query(
        `INSERT INTO engine.apps (app_id, url, functions) VALUES ($1, $2, $3)
         ON CONFLICT (app_id, url) DO UPDATE SET functions = excluded.functions, registered_at = now()`,
        [app.appId, app.url, JSON.stringify(app.functions)],
      ),
    );
  }

  /** What was in flight or waiting when the engine last stopped. */
  async queue(): Promise<{ item: QueueItem; events: StoredEvent[] }[]> {
    return this.database.run(async (client) => {
      const { rows } = await client.query(
        `SELECT q.id, q.run_id, q.function_id, q.step_id, q.sleep_id, q.attempt, (extract(epoch FROM q.due_at) * 1000)::float8 AS due_ms, r.events
         FROM engine.queue q JOIN engine.runs r ON r.id = q.run_id`,
      );
      return z
        .array(itemRow)
        .parse(rows)
        .map((row) => ({
          item: {
            id: row.id,
            runId: row.run_id,
            functionId: row.function_id,
            stepId: row.step_id,
            sleepId: row.sleep_id,
            attempt: row.attempt,
            dueAt: row.due_ms,
          },
          events: row.events,
        }));
    });
  }

  /** Null when the run has ended, e.g. was cancelled. */
  async runState(runId: string): Promise<RunState | null> {
    return this.database.run(async (client) => {
      const { rows } = await client.query<{ events: StoredEvent[]; steps: RunState['steps'] | null }>(
        `SELECT events, (SELECT jsonb_agg(jsonb_build_object('id', step_id, 'result', result) ORDER BY seq) FROM engine.steps WHERE run_id = r.id) AS steps
         FROM engine.runs r WHERE id = $1 AND status = 'active'`,
        [runId],
      );
      const [row] = rows;
      return row === undefined ? null : { events: row.events, steps: row.steps ?? [] };
    });
  }

  async prune(keepHours: number): Promise<void> {
    await this.database.run(async (client) => {
      await client.query(
        `DELETE FROM engine.runs WHERE status <> 'active' AND ended_at < now() - make_interval(hours => $1)`,
        [keepHours],
      );
      await client.query(`DELETE FROM engine.event_ids WHERE seen_at < now() - interval '24 hours'`);
      await client.query(`DELETE FROM engine.idempotency WHERE seen_at < now() - interval '24 hours'`);
    });
  }

  async counts(): Promise<{ status: string; count: number }[]> {
    return this.database.run(async (client) => {
      const { rows } = await client.query<{ status: string; count: number }>(
        'SELECT status, count(*)::int AS count FROM engine.runs GROUP BY status',
      );
      return rows;
    });
  }
}

export async function insertRuns(client: PoolClient, runs: NewRun[]): Promise<void> {
  if (runs.length === 0) return;
  await client.query(
    `INSERT INTO engine.runs (id, function_id, events)
     SELECT * FROM unnest($1::text[], $2::text[], $3::jsonb[]) ON CONFLICT (id) DO NOTHING`,
    [runs.map((run) => run.id), runs.map((run) => run.functionId), runs.map((run) => JSON.stringify(run.events))],
  );
  await client.query(
    `INSERT INTO engine.queue (id, run_id, function_id)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[]) ON CONFLICT (id) DO NOTHING`,
    [runs.map((run) => run.itemId), runs.map((run) => run.id), runs.map((run) => run.functionId)],
  );
}

export async function saveSteps(client: PoolClient, runId: string, steps: RunState['steps']): Promise<void> {
  if (steps.length === 0) return;
  await client.query(
    `INSERT INTO engine.steps (run_id, step_id, result)
     SELECT $1, * FROM unnest($2::text[], $3::jsonb[]) ON CONFLICT (run_id, step_id) DO NOTHING`,
    [runId, steps.map((step) => step.id), steps.map((step) => JSON.stringify(step.result))],
  );
}

export async function insertItem(client: PoolClient, item: QueueItem): Promise<void> {
  await client.query(
    `INSERT INTO engine.queue (id, run_id, function_id, step_id, sleep_id, attempt, due_at)
     VALUES ($1, $2, $3, $4, $5, $6, to_timestamp($7::float8 / 1000)) ON CONFLICT (id) DO UPDATE SET attempt = excluded.attempt, due_at = excluded.due_at`,
    [item.id, item.runId, item.functionId, item.stepId, item.sleepId, item.attempt, item.dueAt],
  );
}

export async function deleteItem(client: PoolClient, id: string): Promise<void> {
  await client.query('DELETE FROM engine.queue WHERE id = $1', [id]);
}

export async function endRun(
  client: PoolClient,
  runId: string,
  status: 'completed' | 'failed' | 'cancelled',
  output: unknown,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE engine.runs SET status = $2, output = $3, ended_at = now() WHERE id = $1 AND status = 'active'`,
    [runId, status, JSON.stringify(output ?? null)],
  );
  await client.query('DELETE FROM engine.queue WHERE run_id = $1', [runId]);
  await client.query('DELETE FROM engine.steps WHERE run_id = $1', [runId]);
  return rowCount === 1;
}
