import type { Database } from './database';
import { MIGRATIONS } from './migrations';

/** Brings the schema up to date; safe to repeat. Only the engine that holds the lock may call it. */
export async function migrate(database: Database): Promise<void> {
  await database.transaction(async (query) => {
    await query('CREATE SCHEMA IF NOT EXISTS engine');
    await query(
      'CREATE TABLE IF NOT EXISTS engine.migrations (number int PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const rows = await query<{ applied: number }>('SELECT count(*)::int AS applied FROM engine.migrations');
    const applied = rows[0]?.applied ?? 0;
    if (applied > MIGRATIONS.length) {
      throw new Error(
        `The database was used by a newer engine (schema ${applied}, this one knows ${MIGRATIONS.length}).`,
      );
    }
    for (const [index, sql] of MIGRATIONS.entries()) {
      if (index < applied) continue;
      await query(sql);
      await query('INSERT INTO engine.migrations (number) VALUES ($1)', [index + 1]);
    }
  });
}
