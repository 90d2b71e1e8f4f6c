import { existsSync } from 'node:fs';
import path from 'node:path';
import { DATABASE } from './embedded-database';
import { lockHome } from './home-lock';
import { startPostgres, stopPostgres } from './postgres/postgres-server';
import { readOrMakeSecrets, type Secrets } from './secrets-file';

export interface StandingDatabase {
  url: string;
  secrets: Secrets;
}

/** Whether an embedded system has ever run here: otherwise there is no database to work on. */
export const hasEmbeddedDatabase = (home: string): boolean =>
  existsSync(path.join(home, 'postgres', 'soko-initialised')) && existsSync(path.join(home, 'secrets.json'));

/**
 * The embedded PostgreSQL of a system that stands still, for one piece of work: nobody can start the system meanwhile.
 * Errors: `home_in_use`.
 */
export async function withStandingDatabase<T>(
  home: string,
  work: (database: StandingDatabase) => Promise<T>,
): Promise<T> {
  const unlock = await lockHome(home);
  try {
    const secrets = await readOrMakeSecrets(home);
    const server = await startPostgres({
      dataDir: path.join(home, 'postgres'),
      password: secrets.databasePassword,
      // It is in a group of its own: whatever ends this process has to end it.
      onSpawn: (child) => process.once('exit', () => child.kill('SIGQUIT')),
      log: () => {},
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
    try {
      return await work({ url: server.url(DATABASE), secrets });
    } finally {
      await stopPostgres(server);
    }
  } finally {
    await unlock();
  }
}
