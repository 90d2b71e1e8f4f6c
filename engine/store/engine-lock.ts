import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';
import { EngineError } from '../config';
import { isConnectionError } from './database';

/** An arbitrary number that means "the engine of this database" among PostgreSQL's advisory locks. */
const LOCK_ID = 7_105_461_873;
/** A killed engine's connection can outlive it for a moment. */
const HELD_GRACE_MS = 5_000;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2_000;

export interface EngineLockOptions {
  databaseUrl: string;
  /** How long the database may be away. */
  graceMs: number;
  logger: Logger;
  /** The database went away or came back. */
  onChange(available: boolean): void;
  /** The engine must end: the database stays away, or another engine has taken over. */
  onLost(error: EngineError): void;
}

/**
 * One engine at a time works on a database: this connection's advisory lock says which. It also notices when the
 * database is away.
 */
export class EngineLock {
  #client: pg.Client | undefined;
  readonly #stop = new AbortController();

  constructor(private readonly options: EngineLockOptions) {}

  /** Throws an EngineError when the database stays away or another engine holds it. */
  async acquire(): Promise<void> {
    const { graceMs, logger } = this.options;
    const awayUntil = Date.now() + graceMs;
    let heldUntil: number | undefined;
    for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
      const outcome = await this.#try();
      if (outcome === 'acquired') return;
      if (outcome === 'held') {
        heldUntil ??= Date.now() + HELD_GRACE_MS;
        if (Date.now() > heldUntil) {
          throw new EngineError(
            'Another engine already works on this database. Stop it first, or use another database.',
          );
        }
      } else {
        if (Date.now() > awayUntil) throw new EngineError(`The database cannot be reached: ${outcome.message}`);
        if (waitMs === FIRST_WAIT_MS)
          logger.warn({ problem: outcome.message }, 'the database cannot be reached; trying on');
      }
      await sleep(waitMs, undefined, { signal: this.#stop.signal });
    }
  }

  async release(): Promise<void> {
    this.#stop.abort();
    const client = this.#client;
    this.#client = undefined;
    await client?.end();
  }

  async #try(): Promise<'acquired' | 'held' | Error> {
    const client = new pg.Client({
      connectionString: this.options.databaseUrl,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      application_name: 'inngest-engine lock',
    });
    client.on('error', () => {});
    try {
      await client.connect();
      const { rows } = await client.query<{ acquired: boolean }>('SELECT pg_try_advisory_lock($1) AS acquired', [
        LOCK_ID,
      ]);
      if (!rows[0]?.acquired) {
        await client.end();
        return 'held';
      }
      this.#client = client;
      client.once('end', () => this.#broken(client));
      return 'acquired';
    } catch (error) {
      await client.end().catch(() => {});
      if (isConnectionError(error)) return error;
      throw new EngineError(`The database cannot be used: ${error instanceof Error ? error.message : error}`);
    }
  }

  #broken(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    const { onChange, onLost, logger } = this.options;
    logger.warn('the database went away; everything waits until it is back');
    onChange(false);
    this.acquire().then(
      () => {
        logger.info('the database is back');
        onChange(true);
      },
      (error: unknown) => {
        if (error instanceof EngineError) onLost(error);
      },
    );
  }
}
