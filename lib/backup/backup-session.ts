import { Client } from 'pg';

/** How values are written and read as text, whatever the server's own habits are; and for however long it takes. */
const SESSION = [
  "SET TimeZone = 'UTC'",
  "SET DateStyle = 'ISO'",
  "SET bytea_output = 'hex'",
  'SET extra_float_digits = 1',
  'SET statement_timeout = 0',
  'SET idle_in_transaction_session_timeout = 0',
].join(';');

/** A connection of its own for one backup, or for what is restored from it. */
export async function withBackupSession<T>(databaseUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseUrl });
  // A connection that breaks is told by its next query; without a listener it would end this process.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(SESSION);
    return await work(client);
  } finally {
    await client.end();
  }
}

/** `"a"`, also for names with quotes in them. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
