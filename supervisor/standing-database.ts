import { existsSync } from 'node:fs';
import path from 'node:path';
import { createDatabase, DATABASE } from './embedded-database';
import { lockHome } from './home-lock';
import { isInitialised, startPostgres, stopPostgres } from './postgres/postgres-server';
import { type Secrets, secretsFile } from './secrets-file';

/** Whether an embedded system has ever run here: otherwise there is no database to work on. */
export const hasEmbeddedDatabase = (home: string): boolean =>
  isInitialised(path.join(home, 'postgres')) && existsSync(secretsFile(home));

/**
 * The embedded PostgreSQL of a system that stands still, for one piece of work: nobody can start the system meanwhile.
 * Errors: `home_in_use`.
 */
export async function withStandingDatabase<T>(
  home: string,
  { databasePassword }: Pick<Secrets, 'databasePassword'>,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const unlock = await lockHome(home);
  try {
    const server = await startPostgres({
      dataDir: path.join(home, 'postgres'),
      password: databasePassword,
      // It is in a group of its own: whatever ends this process has to end it.
      onSpawn: (child) => process.once('exit', () => child.kill('SIGQUIT')),
      log: () => {},
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
    try {
      await createDatabase(server);
      return await work(server.url(DATABASE));
    } finally {
      await stopPostgres(server);
    }
  } finally {
    await unlock();
  }
}
