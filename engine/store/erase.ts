import { isAbout, scrubbed } from '../protocol/erasure';
import type { Query } from './database';

export interface Erased {
  events: number;
  /** Ids of runs that are gone, whether they had ended or not. */
  runs: string[];
}

/**
 * Takes everything that names a value out of every table, within the caller's transaction. What is about it alone goes,
 * runs under way too; a batch of others' events goes on, with the value blotted out of it. Safe to repeat.
 */
export async function eraseValue(query: Query, value: string): Promise<Erased> {
  const named = await query<{ id: string; payload: string }>(
    'SELECT id, payload FROM engine.events WHERE strpos(payload, $1) > 0 OR strpos(id, $1) > 0',
    [value],
  );
  const own = named
    .filter(({ id, payload }) => id.includes(value) || isAbout(JSON.parse(payload), value))
    .map(({ id }) => id);
  const runs = await query<{ id: string; event_ids: string[]; ended: boolean }>(
    `SELECT id, event_ids, ended_at IS NOT NULL AS ended FROM engine.runs WHERE event_ids && $1::text[]
     ORDER BY id FOR UPDATE`,
    [own],
  );
  const isOwn = new Set(own);
  const gone = runs.filter((run) => run.event_ids.every((id) => isOwn.has(id))).map(({ id }) => id);
  const shared = runs.filter((run) => run.event_ids.some((id) => !isOwn.has(id)));
  await query('DELETE FROM engine.steps WHERE run_id = ANY($1)', [gone]);
  await query('DELETE FROM engine.runs WHERE id = ANY($1)', [gone]);
  for (const { id, event_ids } of shared.filter(({ ended }) => ended)) {
    const others = event_ids.filter((eventId) => !isOwn.has(eventId));
    await query('UPDATE engine.runs SET event_ids = $2 WHERE id = $1', [id, others]);
  }
  // A run under way finds as many events as it began with: its steps may count them.
  const needed = new Set(shared.filter(({ ended }) => !ended).flatMap(({ event_ids }) => event_ids));
  const events = own.filter((id) => !needed.has(id));
  await query('DELETE FROM engine.batch_items WHERE event_id = ANY($1)', [own]);
  await query('DELETE FROM engine.events WHERE id = ANY($1)', [events]);
  await scrubRows(query, value);
  return { events: own.length, runs: gone };
}

/** What is left names it among other things. */
async function scrubRows(query: Query, value: string): Promise<void> {
  const events = await query<{ id: string; text: string }>(
    'SELECT id, payload AS text FROM engine.events WHERE strpos(payload, $1) > 0',
    [value],
  );
  await query(
    `UPDATE engine.events SET payload = given.text FROM unnest($1::text[], $2::text[]) AS given (id, text)
     WHERE events.id = given.id`,
    [events.map(({ id }) => id), events.map(({ text }) => scrubbed(text, value))],
  );
  const steps = await query<{ run_id: string; step_id: string; text: string }>(
    'SELECT run_id, step_id, output AS text FROM engine.steps WHERE strpos(output, $1) > 0',
    [value],
  );
  await query(
    `UPDATE engine.steps SET output = given.text
     FROM unnest($1::text[], $2::text[], $3::text[]) AS given (run_id, step_id, text)
     WHERE steps.run_id = given.run_id AND steps.step_id = given.step_id`,
    [
      steps.map(({ run_id }) => run_id),
      steps.map(({ step_id }) => step_id),
      steps.map(({ text }) => scrubbed(text, value)),
    ],
  );
  // Ids and keys are texts that are only compared: any other that is the same for all of them does.
  const blot = 'erased';
  await query(
    `UPDATE engine.runs SET event_ids = ARRAY(
       SELECT replace(id, $1, $2) FROM unnest(event_ids) WITH ORDINALITY AS e (id, n) ORDER BY n)
     WHERE strpos(array_to_string(event_ids, ' '), $1) > 0`,
    [value, blot],
  );
  for (const [table, column] of KEYS) {
    await query(`UPDATE engine.${table} SET ${column} = replace(${column}, $1, $2) WHERE strpos(${column}, $1) > 0`, [
      value,
      blot,
    ]);
  }
}

const KEYS = [
  ['events', 'id'],
  ['runs', 'concurrency_key'],
  ['batch_items', 'batch_key'],
  ['batch_items', 'concurrency_key'],
] as const;
