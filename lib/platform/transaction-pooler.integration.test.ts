import type { Client } from 'pg';
import { expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { isTransactionPooled, openPlainSession } from './transaction-pooler';

const { url } = useTestDatabase();

/** A pooler in transaction mode: the server that was free last is taken first, or the one that was free for longest. */
function pooler(takes: 'last' | 'first') {
  const free: Client[] = [];
  const take = async () => (takes === 'last' ? free.pop() : free.shift()) ?? openPlainSession(url);
  return {
    open: async () => {
      let held: Client | null = null;
      return {
        // biome-ignore lint/suspicious/noExplicitAny: pg's own overloads
        query: (async (sql: string): Promise<any> => {
          const server = held ?? (await take());
          const answer = await server.query(sql);
          if (sql === 'BEGIN') held = server;
          else if (held === null) free.push(server);
          return answer;
        }) as Client['query'],
        end: async () => {
          if (held !== null) free.push(held);
          held = null;
        },
      };
    },
    close: () => Promise.all(free.map((server) => server.end())),
  };
}

test('a server of one’s own is told from a share of a pooler’s', async () => {
  expect(await isTransactionPooled(() => openPlainSession(url))).toBe(false);
  for (const takes of ['last', 'first'] as const) {
    const { open, close } = pooler(takes);
    expect(await isTransactionPooled(open)).toBe(true);
    await close();
  }
});
