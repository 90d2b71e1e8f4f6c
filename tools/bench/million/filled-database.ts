import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDatabase } from '@/lib/platform/db';
import { migrate } from '@/lib/platform/migrate';
import { type PostgresServer, startPostgres, stopPostgres } from '@/supervisor/postgres/postgres-server';
import { type ConsolesSize, flag, seedConsoles } from '../consoles/seed-consoles';

/** Nothing of it has to survive a crash, and nobody else wants the memory: filled in minutes. */
const FILLING = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_wal_size: '16GB' };
/** Rows refer to each other as they should because they are made so, not because each is looked up. */
const FILLING_SESSION = '-c session_replication_role=replica -c maintenance_work_mem=1GB -c work_mem=256MB';
const LONGEST_STATEMENT_MS = 30 * 60_000;
const DATABASE = 'postgres';

export interface FilledDatabase {
  server: PostgresServer;
  url: string;
  /** Null where it was full before. */
  filledInMs: number | null;
  stop(): Promise<void>;
}

interface FillOptions {
  size: ConsolesSize;
  /** So many wait for a moderator. */
  flagged: number;
  /** Where it stays, to be used again; otherwise it goes with the bench. */
  folder?: string | undefined;
}

/** A PostgreSQL with so much in it, started as every other is once it is full. */
export async function startFilled({ size, flagged, folder }: FillOptions): Promise<FilledDatabase> {
  const home = folder ?? (await mkdtemp(path.join(tmpdir(), 'soko-bench-million-')));
  const options = { dataDir: path.join(home, 'data'), password: 'only-for-the-bench', log: () => {} };
  const mark = path.join(home, 'filled');
  let filledInMs: number | null = null;
  if (!existsSync(mark)) {
    const startedAt = performance.now();
    await rm(options.dataDir, { recursive: true, force: true });
    const server = await startPostgres({ ...options, settings: FILLING });
    try {
      await fill(server.url(DATABASE), size, flagged);
    } finally {
      await stopPostgres(server);
    }
    await writeFile(mark, '');
    filledInMs = performance.now() - startedAt;
  }
  const server = await startPostgres(options);
  const url = server.url(DATABASE);
  await migrate(url);
  return {
    ...{ server, url, filledInMs },
    async stop() {
      await stopPostgres(server);
      if (folder === undefined) await rm(home, { recursive: true, force: true });
    },
  };
}

async function fill(url: string, size: ConsolesSize, flagged: number): Promise<void> {
  await migrate(url);
  const filling = new URL(url);
  filling.searchParams.set('options', FILLING_SESSION);
  const { pool, close } = createDatabase(filling.href, { answeredWithinMs: LONGEST_STATEMENT_MS });
  try {
    await seedConsoles(pool, size);
    await flag(pool, flagged);
  } finally {
    await close();
  }
}
