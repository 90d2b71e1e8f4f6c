import { createServer } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { refuseUpgrades } from './gate';

let seen: string[] = [];
let held = 0;
// What Next does: answers everything, and keeps each upgrade whose address it cannot read.
const server = createServer((request, response) => {
  seen.push(request.url ?? '');
  response.end('page');
});
server.on('upgrade', () => {
  held += 1;
});

beforeAll(async () => {
  refuseUpgrades();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await send('GET /first HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
});
beforeEach(() => {
  seen = [];
  held = 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function send(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    // AddressInfo: a TCP server that listens has one.
    const socket = net.connect((server.address() as AddressInfo).port, '127.0.0.1', () =>
      socket.write(bytes, 'latin1'),
    );
    let answer = '';
    socket.setTimeout(500, () => socket.destroy());
    socket.on('data', (data) => {
      answer += data.toString('latin1');
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
  });
}

test.each(['/', '//['])('an upgrade of %s leaves no connection behind', async (target) => {
  const answer = await send(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1.1 400 .*malformed_request/s);
  expect(held).toBe(0);
  // No page is rendered for nobody.
  expect(seen).toEqual([]);
});

test('an offer of HTTP/2 is declined by answering as always', async () => {
  await send(
    'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\n\r\n',
  );
  expect(seen).toEqual(['/']);
});

test('a tunnel is told 400', async () => {
  expect(await send('CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: x\r\n\r\n')).toContain('400 Bad Request');
});
