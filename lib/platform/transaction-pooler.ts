import { Client } from 'pg';
import { SokoError } from './errors';

/** As many connections that each hold a server's: one of them gets the first one's, where a pooler shares them out. */
const HOLDERS = 4;

type Session = Pick<Client, 'query' | 'end'>;

/**
 * Whether there is a pooler on the way that gives each transaction whichever of its servers is free. Locks of a session
 * (the engine's, migrations') hold nothing there, and prepared statements may be somebody else's.
 */
export async function isTransactionPooled(open: () => Promise<Session>): Promise<boolean> {
  const first = await open();
  const holders: Session[] = [];
  try {
    const server = await serverOf(first);
    for (let n = 0; n < HOLDERS; n++) {
      const holder = await open();
      holders.push(holder);
      await holder.query('BEGIN');
      // A server of one's own is nobody else's, and stays.
      if ((await serverOf(holder)) === server) return true;
    }
    return (await serverOf(first)) !== server;
  } finally {
    for (const session of [...holders, first]) await session.end();
  }
}

/** Errors: `pooler_in_the_way`. */
export async function refuseTransactionPooler(databaseUrl: string): Promise<void> {
  if (await isTransactionPooled(() => openPlainSession(databaseUrl))) throw inTheWay();
}

const inTheWay = () =>
  new SokoError({
    code: 'pooler_in_the_way',
    message:
      'There is a pooler in transaction mode before PostgreSQL: locks and prepared statements do not hold there. Set ' +
      'DATABASE_URL to the database itself, or to a pool in session mode; DATABASE_POOL bounds each process’s ' +
      'connections.',
  });

async function serverOf(session: Session): Promise<number | undefined> {
  const { rows } = await session.query<{ pid: number }>('SELECT pg_backend_pid() AS "pid"');
  return rows[0]?.pid;
}

export async function openPlainSession(databaseUrl: string): Promise<Client> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  await client.connect();
  return client;
}
