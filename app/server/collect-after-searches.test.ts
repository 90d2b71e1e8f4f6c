import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { collectAfterSearches } from './collect-after-searches';

const shoppers = { underWay: 0 };
const collect = vi.fn();
collectAfterSearches(() => shoppers, collect);

let server: Server;
beforeEach(async () => {
  shoppers.underWay = 0;
  collect.mockClear();
  server = createServer((_request, response) => response.end('found')).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.close();
});

async function ask(path: string): Promise<void> {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } });
  expect(await response.text()).toBe('found');
}

test.each(['/api/search', '/api/search?q=red', '/search?q=red'])('collects once %s has been answered', async (path) => {
  await ask(path);
  await vi.waitFor(() => expect(collect.mock.calls).toEqual([[{ type: 'minor' }]]));
});

test.each(['/', '/api/products', '/searching', '/api/searches'])('does not after %s', async (path) => {
  await ask(path);
  await ask('/api/search');
  await vi.waitFor(() => expect(collect).toHaveBeenCalledTimes(1));
});

test('does not while others are searching', async () => {
  shoppers.underWay = 1;
  await ask('/api/search');
  shoppers.underWay = 0;
  await ask('/search');
  await vi.waitFor(() => expect(collect).toHaveBeenCalledTimes(1));
});

test('a Node that was not started for it goes on by itself', () => {
  expect(() => collectAfterSearches(() => shoppers, undefined)).not.toThrow();
});
