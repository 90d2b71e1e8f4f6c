/** The engine's own schema, apart from the product's: it can be dropped and rebuilt without touching a product. */
export const SCHEMA_SQL = `
CREATE SCHEMA IF NOT EXISTS engine;
CREATE TABLE IF NOT EXISTS engine.apps (
  app_id text NOT NULL, url text NOT NULL, functions jsonb NOT NULL, registered_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (app_id, url));
CREATE TABLE IF NOT EXISTS engine.event_ids (
  id text PRIMARY KEY, seen_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE IF NOT EXISTS engine.idempotency (
  function_id text NOT NULL, key text NOT NULL, seen_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (function_id, key));
CREATE TABLE IF NOT EXISTS engine.batched (
  function_id text NOT NULL, key text NOT NULL, event_id text NOT NULL, event jsonb NOT NULL, seq bigserial,
  received_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (function_id, event_id));
CREATE TABLE IF NOT EXISTS engine.runs (
  id text PRIMARY KEY, function_id text NOT NULL, events jsonb NOT NULL, status text NOT NULL DEFAULT 'active',
  output jsonb, started_at timestamptz NOT NULL DEFAULT now(), ended_at timestamptz);
CREATE INDEX IF NOT EXISTS runs_active ON engine.runs (function_id) WHERE status = 'active';
CREATE INDEX IF NOT EXISTS runs_ended ON engine.runs (ended_at) WHERE status <> 'active';
CREATE TABLE IF NOT EXISTS engine.steps (
  run_id text NOT NULL REFERENCES engine.runs (id) ON DELETE CASCADE, step_id text NOT NULL, seq bigserial, result jsonb NOT NULL,
  PRIMARY KEY (run_id, step_id));
CREATE TABLE IF NOT EXISTS engine.queue (
  id text PRIMARY KEY, run_id text NOT NULL REFERENCES engine.runs (id) ON DELETE CASCADE, function_id text NOT NULL,
  step_id text, sleep_id text, attempt int NOT NULL DEFAULT 0, due_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX IF NOT EXISTS queue_run ON engine.queue (run_id);
CREATE TABLE IF NOT EXISTS engine.cron_ticks (
  function_id text NOT NULL, cron text NOT NULL, last_tick timestamptz NOT NULL, PRIMARY KEY (function_id, cron));
`;
