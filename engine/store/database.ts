import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';

export type Query = <Row extends pg.QueryResultRow>(sql: string, params?: unknown[]) => Promise<Row[]>;

/** The pool's size: enough for calls of the app, results and housekeeping to overlap on few cores. */
const CONNECTIONS = 8;
const CONNECT_TIMEOUT_MS = 5_000;
/** A server that is gone without a word leaves its connections open for hours: nothing here takes so long. */
const ANSWERED_WITHIN_MS = 60_000;

/** PostgreSQL as the engine uses it. All work in it may be repeated: that is how it outlives a restarting server. */
export class Database {
  readonly #pool: pg.Pool;

  constructor(url: string, logger: Logger) {
    this.#pool = new pg.Pool({
      connectionString: url,
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: ANSWERED_WITHIN_MS,
      application_name: 'inngest-engine',
      // Plans are kept with their connection, some made while a table was empty: they are to use its indexes later.
      onConnect: async (client) => void (await client.query('SET enable_seqscan = off')),
    });
    // An idle connection that breaks; whoever needs one gets a new one.
    this.#pool.on('error', (error) => logger.warn({ problem: error.message }, 'a database connection broke'));
    // The pool hears of idle ones only. One that is lent out tells its next query, and the pool takes it back as
    // broken; but without a listener Node would end this process.
    this.#pool.on('connect', (client) => client.on('error', () => {}));
  }

  /** Prepared where it has parameters: reading and planning a statement costs more than most of them do. */
  query: Query = async <Row extends pg.QueryResultRow>(sql: string, params: unknown[] = []) => {
    const name = params.length > 0 ? { name: nameOf(sql) } : {};
    return (await this.#pool.query<Row>({ ...name, text: sql, values: params })).rows;
  };

  async transaction<T>(work: (query: Query) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const result = await work(async <Row extends pg.QueryResultRow>(sql: string, params: unknown[] = []) => {
        return (await client.query<Row>(sql, params)).rows;
      });
      await client.query('COMMIT');
      return result;
    } catch (error) {
      if (isConnectionError(error)) broken = error;
      else await client.query('ROLLBACK').catch((failure: Error) => (broken = failure));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}

const names = new Map<string, string>();

/** A prepared statement's name. The engine's statements are few, and the same each time. */
function nameOf(sql: string): string {
  const name = names.get(sql) ?? createHash('sha1').update(sql).digest('hex');
  names.set(sql, name);
  return name;
}

const SOCKET_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT', 'EAI_AGAIN']);
/** Shutting down, crashed, starting up, too many connections; class 08 is the connection itself. */
const SERVER_CODES = /^(57P0[123]|53300|08\w{3})$/;
const DRIVER_WORDS =
  /Connection terminated|connection timeout|timeout exceeded when trying|Query read timeout|Client has encountered/;

/** Whether the database was away, rather than unwilling: the same work can succeed when it is back. */
export function isConnectionError(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return SOCKET_CODES.has(code) || SERVER_CODES.test(code) || DRIVER_WORDS.test(error.message);
}

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 1_000;

/**
 * Does work again and again while the database is away, so that what an app has done is not forgotten because
 * PostgreSQL restarts. The work must be safe to repeat. Other errors are thrown, as is the last one once stopped.
 */
export async function persist<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isConnectionError(error) || signal.aborted) throw error;
      await sleep(waitMs, undefined, { signal }).catch(() => {});
    }
  }
}
