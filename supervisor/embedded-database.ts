import path from 'node:path';
import { Client } from 'pg';
import { freePort } from './free-port';
import type { Output } from './output';
import type { PartSettings } from './part';
import { type PostgresServer, startPostgres } from './postgres/postgres-server';

/** Its name in PostgreSQL. */
export const DATABASE = 'soko';
/** A checkpoint of a busy database may take its time; then an immediate shutdown, which recovery mends. */
const STOP_WITHIN_MS = 20_000;
/** `LOG:` is what PostgreSQL says of its normal life. */
const NORMAL_LIFE = /^(LOG|HINT|DETAIL):|the database system is starting up/;

export interface EmbeddedDatabase {
  part: PartSettings;
  /** Once started: the address of Soko's database, made if it is not there. */
  url(): Promise<string>;
}

/** PostgreSQL in SOKO_HOME/postgres. After a crash it comes back on the same port, so that everybody finds it again. */
export function embeddedDatabase(home: string, password: string, output: Output, isVerbose: boolean): EmbeddedDatabase {
  let port: number | undefined;
  let server: PostgresServer | undefined;
  return {
    part: {
      name: 'postgres',
      async launch(log, spawned) {
        port ??= await freePort();
        server = await startPostgres({
          dataDir: path.join(home, 'postgres'),
          password,
          port,
          onSpawn: spawned,
          log: (line) => (isVerbose || !NORMAL_LIFE.test(line) ? log(line) : undefined),
        });
        return server.process;
      },
      // It is ready when it has been launched.
      untilReady: async () => {},
      stopSignal: 'SIGINT',
      stopWithinMs: STOP_WITHIN_MS,
      // It kills its own processes, which are in groups of their own.
      killSignal: 'SIGQUIT',
    },
    async url() {
      if (server === undefined) throw new Error('PostgreSQL has not been started');
      if (await createDatabase(server)) output.say('info', 'made a new database');
      return server.url(DATABASE);
    },
  };
}

/** True where it was not there. */
export async function createDatabase(server: PostgresServer): Promise<boolean> {
  const client = new Client({ connectionString: server.url('postgres') });
  // A connection that breaks is told by its next query; without a listener it would end this process.
  client.on('error', () => {});
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE "${DATABASE}"`);
    return rowCount === 0;
  } finally {
    await client.end();
  }
}
