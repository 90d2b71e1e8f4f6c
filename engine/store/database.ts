import { setTimeout as sleep } from 'node:timers/promises';
import { Pool, type PoolClient } from 'pg';
import type { Logger } from 'pino';

/** PostgreSQL restarting or failing over: worth waiting for. */
const GONE = new Set([
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
  '08001',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  '53300',
]);
const PATIENCE_MS = 10 * 60_000;

export function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return (
    GONE.has(code) ||
    /Connection terminated|connection timeout|Client has encountered a connection error/i.test(error.message)
  );
}

/** Transactions that outlive a restart of PostgreSQL. Every write here uses ids made beforehand, so doing it twice does no harm. */
export class Database {
  readonly pool: Pool;
  private closed = false;

  constructor(
    url: string,
    private readonly log: Logger,
  ) {
    this.pool = new Pool({ connectionString: url, max: 8 });
    this.pool.on('error', (error) => this.log.warn({ err: error }, 'lost an idle database connection'));
  }

  async run<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    return this.patiently(async () => {
      const client = await this.pool.connect();
      try {
        await client.query('BEGIN');
        const result = await work(client);
        await client.query('COMMIT');
        client.release();
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        client.release(isConnectionError(error));
        throw error;
      }
    });
  }

  private async patiently<T>(work: () => Promise<T>): Promise<T> {
    const giveUpAt = Date.now() + PATIENCE_MS;
    for (let waitMs = 100; ; waitMs = Math.min(waitMs * 2, 2000)) {
      try {
        return await work();
      } catch (error) {
        if (this.closed || !isConnectionError(error) || Date.now() > giveUpAt) throw error;
        this.log.warn({ err: error }, 'the database is away; trying again');
        await sleep(waitMs);
      }
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.pool.end();
  }
}
