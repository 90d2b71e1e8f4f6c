import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Logger } from 'pino';
import { isConnectionError } from './database';

const LOCK_ID = 715_302;

export interface OnlyEngineLock {
  release(): Promise<void>;
}

/** The schedule is in memory, so only one engine may work on a database. The lock goes with its connection and is taken again after PostgreSQL came back. */
export async function holdOnlyEngineLock(
  url: string,
  log: Logger,
  onLost: (error: Error) => void,
): Promise<OnlyEngineLock> {
  let released = false;
  let client = await take(url);

  function watch(): void {
    client.once('error', () => undefined);
    client.once('end', () => {
      if (!released) void again();
    });
  }

  async function again(): Promise<void> {
    for (let waitMs = 200; !released; waitMs = Math.min(2000, waitMs * 2)) {
      try {
        client = await take(url);
        watch();
        return;
      } catch (error) {
        if (!isConnectionError(error)) return onLost(error instanceof Error ? error : new Error(String(error)));
        log.warn('waiting for the database to take the engine lock again');
        await sleep(waitMs);
      }
    }
  }

  watch();
  return {
    release: async () => {
      released = true;
      await client.end().catch(() => undefined);
    },
  };
}

async function take(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, keepAlive: true });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [LOCK_ID]);
  if (rows[0]?.taken) return client;
  await client.end();
  throw new Error(
    'Another engine already works on this database. Stop it first, or give this one a database of its own.',
  );
}
