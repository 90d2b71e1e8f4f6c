import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { env, requireSetting } from './env';
import { PrismaClient } from './prisma-client/client';

/** A query that finds no free connection fails within this, instead of waiting for ever behind others. */
const CONNECT_WITHIN_MS = 10_000;
const IDLE_MS = 30_000;
/** A server that is gone without a word leaves its connections open for hours: no query takes so long. */
const ANSWERED_WITHIN_MS = 120_000;
/** So long after the server should have ended a statement, it is taken for gone. */
const AFTER_TIMEOUT_MS = 5_000;
/** Statements kept prepared on each connection. Long ones (lists of hundreds) come in too many shapes for it. */
const MOST_PREPARED = 300;
const LONGEST_PREPARED = 4_000;
const NOT_PREPARED = '';

/** One pool shared by Prisma and by plain SQL (`pool`), so that a process has one bound on its connections. */
export interface Database {
  prisma: PrismaClient;
  pool: Pool;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  max?: number;
  /** The server ends what takes longer, so that nobody who has given up keeps it busy. Unset: as the server has it. */
  statementTimeoutMs?: number;
  /** For tests, and for commands that may take their time. */
  answeredWithinMs?: number;
  /** Told of connections that broke while idle; the next query makes a new one. */
  onLostConnection?(error: Error): void;
}

export function createDatabase(
  url: string,
  { max = 10, statementTimeoutMs, answeredWithinMs, onLostConnection }: DatabaseOptions = {},
): Database {
  const timeout = statementTimeoutMs === undefined ? '' : `; SET statement_timeout = ${statementTimeoutMs}`;
  const longest = statementTimeoutMs === undefined ? ANSWERED_WITHIN_MS : statementTimeoutMs + AFTER_TIMEOUT_MS;
  const pool = new Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    query_timeout: answeredWithinMs ?? longest,
    idleTimeoutMillis: IDLE_MS,
    // Dates are written and compared as UTC wherever this runs. Said by SET: poolers refuse it among start parameters.
    onConnect: async (client) => void (await client.query(`SET timezone = 'UTC'${timeout}`)),
  });
  // Without a listener, PostgreSQL's restart would end this process.
  pool.on('error', (error) => onLostConnection?.(error));
  // That is for idle ones. One that is lent out tells its next query; it, too, needs a listener.
  pool.on('connect', (client) => client.on('error', () => {}));
  const adapter = new PrismaPg(pool, { statementNameGenerator: createStatementNames() });
  // Who begins a transaction waits for a connection as long as any other.
  const prisma = new PrismaClient({ adapter, transactionOptions: { maxWait: CONNECT_WITHIN_MS } });
  return {
    prisma,
    pool,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

// Kept across Next's reloading of modules, which would otherwise leave a pool behind each time.
const shared = globalThis as { sokoDatabase?: Database };

/** This process's database, by DATABASE_URL. Connects at first use. Errors: `setting_missing`. */
export function database(): Database {
  const { DATABASE_POOL: max, DATABASE_STATEMENT_TIMEOUT_MS: statementTimeoutMs } = env();
  shared.sokoDatabase ??= createDatabase(requireSetting('DATABASE_URL'), { max, statementTimeoutMs });
  return shared.sokoDatabase;
}

/** Names under which connections keep statements prepared: parsing and planning is most of a small query's time. */
function createStatementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    if (sql.length > LONGEST_PREPARED) return NOT_PREPARED;
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= MOST_PREPARED) return NOT_PREPARED;
    const name = `p${createHash('sha1').update(sql).digest('hex')}`;
    names.set(sql, name);
    return name;
  };
}
