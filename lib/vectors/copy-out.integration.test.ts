import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { createDatabase, type Database } from '@/lib/platform/db';
import { copyOut } from './copy-out';

const home = useTestDatabase();
let between: Server;
let database: Database;
const sockets = new Set<Socket>();

/** A way to PostgreSQL that can be cut, as by a machine that goes down without a word. */
beforeAll(async () => {
  const { hostname, port } = new URL(home.url);
  between = createServer((socket) => {
    const server = connect(Number(port), hostname);
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => server.destroy());
    server.on('error', () => {}).on('close', () => socket.destroy());
    socket.pipe(server).pipe(socket);
  });
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
  const url = new URL(home.url);
  url.hostname = '127.0.0.1';
  url.port = String((between.address() as AddressInfo).port);
  database = createDatabase(url.href);
});
afterAll(async () => {
  await database?.close();
  between?.close();
});

test('hands over row after row', async () => {
  const lengths: number[] = [];
  await copyOut(
    database.pool,
    'COPY (SELECT 1::int4, generate_series(1, 3)::int4) TO STDOUT (FORMAT binary)',
    (tuple) => {
      lengths.push(tuple.length);
    },
  );
  expect(lengths).toEqual([2, 2, 2]);
});

test('fails, and nothing else does, when the connection is cut in the middle', async () => {
  const statement =
    "COPY (SELECT repeat('x', 9000), pg_sleep(0.01)::text FROM generate_series(1, 10000)) TO STDOUT (FORMAT binary)";
  let cut = false;
  const copied = copyOut(database.pool, statement, () => {
    if (cut) return;
    cut = true;
    for (const socket of sockets) socket.resetAndDestroy();
  });
  await expect(copied).rejects.toThrow();
  expect((await database.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
});
