import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrate } from '@/lib/platform/migrate';
import { startPostgres, stopPostgres } from '@/supervisor/postgres/postgres-server';
import { ADMIN_URL, TEMPLATE_DATABASE, withAdmin } from './test-database';

/** Vitest's global set-up: one PostgreSQL for all, with a migrated database to clone from. Its data may be lost. */
export default async function startPostgresForTests(): Promise<(() => Promise<void>) | undefined> {
  // Another project's set-up, in the same run, has done so.
  if (process.env[ADMIN_URL] !== undefined) return;
  const home = await mkdtemp(path.join(tmpdir(), 'soko-test-postgres-'));
  const server = await startPostgres({
    dataDir: path.join(home, 'data'),
    password: 'only-for-tests',
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_connections: '300',
      wal_level: 'minimal',
      max_wal_senders: '0',
    },
    log: () => {},
  });
  // Should the runner die before the tear-down.
  const stopAtExit = () => server.process.kill('SIGQUIT');
  process.once('exit', stopAtExit);
  process.env[ADMIN_URL] = server.url('postgres');
  await withAdmin((client) => client.query(`CREATE DATABASE "${TEMPLATE_DATABASE}"`));
  await migrate(server.url(TEMPLATE_DATABASE));
  return async () => {
    process.off('exit', stopAtExit);
    await stopPostgres(server);
    await rm(home, { recursive: true, force: true });
  };
}
