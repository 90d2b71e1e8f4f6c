import type { Database } from './database';

/** Brings the schema up to date; safe to repeat. Only the engine that holds the lock may call it. */
export async function migrate(database: Database, migrations = MIGRATIONS): Promise<void> {
  await database.transaction(async (query) => {
    // Not even asked for where it is: that takes a right on the whole database.
    const [found] = await query<{ schema: string | null }>(`SELECT to_regnamespace('engine')::text AS schema`);
    if (!found?.schema) await query('CREATE SCHEMA engine');
    await query(
      `CREATE TABLE IF NOT EXISTS engine.migrations (
         number int PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())`,
    );
    const rows = await query<{ applied: number }>('SELECT count(*)::int AS applied FROM engine.migrations');
    const applied = rows[0]?.applied ?? 0;
    if (applied > migrations.length) {
      throw new Error(
        `The database was used by a newer engine (schema ${applied}, this one knows ${migrations.length}).`,
      );
    }
    for (const [index, sql] of migrations.entries()) {
      if (index < applied) continue;
      await query(sql);
      await query('INSERT INTO engine.migrations (number) VALUES ($1)', [index + 1]);
    }
  });
}

/**
 * The engine's tables, in a schema of their own. Applied in order, each once; a released one is never edited.
 * Texts named payload and output are canonical JSON; `text`, because `jsonb` refuses \u0000 and reorders.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE engine.functions (
    id text PRIMARY KEY,
    app_id text NOT NULL,
    definition jsonb NOT NULL,
    registered_at timestamptz NOT NULL
  );

  -- Every process that serves an app. function_ids: what this one serves, which differs while a new version rolls out.
  CREATE TABLE engine.app_urls (
    app_id text NOT NULL,
    url text NOT NULL,
    function_ids text[] NOT NULL,
    registered_at timestamptz NOT NULL,
    PRIMARY KEY (app_id, url)
  );

  CREATE TABLE engine.events (
    id text PRIMARY KEY,
    name text NOT NULL,
    payload text NOT NULL,
    received_at timestamptz NOT NULL
  );
  CREATE INDEX events_received_at ON engine.events (received_at);

  -- status: queued (to be called at due_at), waiting (for its steps), completed, failed, cancelled.
  CREATE TABLE engine.runs (
    id text PRIMARY KEY,
    function_id text NOT NULL,
    event_ids text[] NOT NULL,
    status text NOT NULL,
    concurrency_keys text[] NOT NULL,
    throttle_key text,
    cron text,
    attempt int NOT NULL DEFAULT 0,
    lost_calls int NOT NULL DEFAULT 0,
    due_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    started_at timestamptz,
    ended_at timestamptz,
    output text
  );
  CREATE INDEX runs_new ON engine.runs (function_id, due_at, id) WHERE status = 'queued' AND started_at IS NULL;
  CREATE INDEX runs_resumed ON engine.runs (function_id, due_at, id) WHERE status = 'queued' AND started_at IS NOT NULL;
  CREATE INDEX runs_waiting ON engine.runs (function_id) WHERE status = 'waiting';
  CREATE INDEX runs_ended_at ON engine.runs (ended_at) WHERE ended_at IS NOT NULL;

  -- state: planned (to be called at due_at), sleeping and waiting (until due_at), done, failed.
  CREATE SEQUENCE engine.step_position;
  CREATE TABLE engine.steps (
    run_id text NOT NULL,
    step_id text NOT NULL,
    function_id text NOT NULL,
    state text NOT NULL,
    output text,
    position bigint NOT NULL DEFAULT nextval('engine.step_position'),
    attempt int NOT NULL DEFAULT 0,
    lost_calls int NOT NULL DEFAULT 0,
    due_at timestamptz,
    event_name text,
    expression text,
    PRIMARY KEY (run_id, step_id)
  );
  CREATE INDEX steps_planned ON engine.steps (function_id, due_at) WHERE state = 'planned';
  CREATE INDEX steps_timed ON engine.steps (due_at) WHERE state IN ('sleeping', 'waiting');
  CREATE INDEX steps_waiting ON engine.steps (event_name) WHERE state = 'waiting';

  CREATE TABLE engine.batch_items (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    function_id text NOT NULL,
    batch_key text NOT NULL,
    event_id text NOT NULL,
    added_at timestamptz NOT NULL
  );
  CREATE INDEX batch_items_function ON engine.batch_items (function_id, position);

  CREATE TABLE engine.idempotency_keys (
    function_id text NOT NULL,
    key text NOT NULL,
    event_id text NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (function_id, key)
  );
  CREATE INDEX idempotency_keys_expires_at ON engine.idempotency_keys (expires_at);

  CREATE TABLE engine.cron_ticks (
    function_id text NOT NULL,
    cron text NOT NULL,
    last_tick_at timestamptz NOT NULL,
    PRIMARY KEY (function_id, cron)
  );
  `,
  // A run that sleeps is queued for when it wakes; nothing else was waited for but parallel steps and events, which are
  // not supported any more: those are asked for anew, and refused. A run has one key, and so has what becomes a batch.
  `
  UPDATE engine.runs SET status = 'queued', attempt = 0, lost_calls = 0, due_at = coalesce(
    (SELECT max(due_at) FROM engine.steps WHERE run_id = runs.id AND state = 'sleeping'), now())
  WHERE status = 'waiting';
  UPDATE engine.runs SET status = 'failed' WHERE status = 'cancelled';
  DELETE FROM engine.steps WHERE state NOT IN ('done', 'failed', 'sleeping');
  ALTER TABLE engine.steps ADD COLUMN failed boolean NOT NULL DEFAULT false;
  UPDATE engine.steps SET failed = (state = 'failed'), output = coalesce(output, 'null');
  ALTER TABLE engine.steps ALTER COLUMN output SET NOT NULL,
    DROP COLUMN state, DROP COLUMN function_id, DROP COLUMN attempt, DROP COLUMN lost_calls, DROP COLUMN due_at,
    DROP COLUMN event_name, DROP COLUMN expression;

  DROP INDEX engine.runs_waiting, engine.runs_new, engine.runs_resumed;
  CREATE INDEX runs_due ON engine.runs (function_id, (started_at IS NULL), due_at, id) WHERE status = 'queued';
  ALTER TABLE engine.runs ADD COLUMN concurrency_key text NOT NULL DEFAULT '';
  UPDATE engine.runs SET concurrency_key = regexp_replace(concurrency_keys[cardinality(concurrency_keys)], '^\\d+:', '')
  WHERE cardinality(concurrency_keys) > 0;
  ALTER TABLE engine.runs DROP COLUMN concurrency_keys, DROP COLUMN throttle_key, DROP COLUMN output;

  ALTER TABLE engine.batch_items ADD COLUMN concurrency_key text NOT NULL DEFAULT '';
  DROP TABLE engine.idempotency_keys;

  UPDATE engine.functions SET definition = definition - 'idempotency' - 'cancelOn' || jsonb_build_object(
    'concurrency', jsonb_build_object(
      'all', coalesce((
        SELECT min((l->>'limit')::int) FROM jsonb_array_elements(definition->'concurrency') AS l WHERE l->>'key' IS NULL
      ), 64),
      'byKey', (
        SELECT l FROM jsonb_array_elements(definition->'concurrency') AS l WHERE l->>'key' IS NOT NULL LIMIT 1)),
    'triggers', (
      SELECT jsonb_agg(CASE trigger->>'event' WHEN 'inngest/function.failed'
        THEN jsonb_build_object('kind', 'failure', 'functionId', substring(trigger->>'expression' FROM '''(.*)'''))
        ELSE trigger - 'expression' END)
      FROM jsonb_array_elements(definition->'triggers') AS trigger));
  `,
];
