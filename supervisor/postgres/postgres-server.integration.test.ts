import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { startPostgres } from './postgres-server';

test('a port that somebody silent has taken meanwhile ends the start with its reason, at once', async () => {
  const sockets = new Set<Socket>();
  const silent = createServer((socket) => sockets.add(socket)).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const home = await mkdtemp(path.join(tmpdir(), 'soko-postgres-'));
  // An address of a server that listens on a port is never a path.
  const { port } = silent.address() as AddressInfo;
  try {
    const starting = startPostgres({ dataDir: path.join(home, 'data'), password: 'for-the-test', port, log: () => {} });
    await expect(starting).rejects.toThrow(/could not bind/);
  } finally {
    for (const socket of sockets) socket.destroy();
    silent.close();
    await rm(home, { recursive: true, force: true });
  }
});
