import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPostgres, stopPostgres } from '@/supervisor/postgres/postgres-server';

/** The embedded PostgreSQL with the settings it has in production, for one bench. */
export async function temporaryPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const home = await mkdtemp(path.join(tmpdir(), 'soko-bench-postgres-'));
  const server = await startPostgres({
    dataDir: path.join(home, 'data'),
    password: 'only-for-the-bench',
    log: () => {},
  });
  return {
    url: server.url('postgres'),
    stop: async () => {
      await stopPostgres(server);
      await rm(home, { recursive: true, force: true });
    },
  };
}
