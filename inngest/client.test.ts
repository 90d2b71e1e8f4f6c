import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { asDatabaseUnavailable } from '@/lib/platform/db-errors';
import { createLogger } from '@/lib/platform/logger';
import { openInngestClient } from './client';

test('what cannot be sent says that the queue is away, and nothing of the database', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  // A TCP server that listens has an address with a port.
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const settings = { INNGEST_BASE_URL: `http://127.0.0.1:${port}`, INNGEST_EVENT_KEY: 'key' };
  const client = openInngestClient('soko-web', settings, createLogger({ name: 'test', level: 'silent' }));
  const error = await client.send({ name: 'go', data: {} }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'queue_unavailable', status: 503 });
  expect(asDatabaseUnavailable(error)).toBeUndefined();
});
