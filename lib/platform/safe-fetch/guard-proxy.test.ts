import { createServer, request, type Server } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAllowList } from './allow-list';
import { type GuardProxy, startGuardProxy } from './guard-proxy';

let server: Server;
let host: string;
let reached: string[];
let proxy: GuardProxy;

beforeEach(async () => {
  reached = [];
  server = createServer((incoming, response) => {
    reached.push(incoming.url ?? '');
    if (incoming.url === '/hop') response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    else response.end('page');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // AddressInfo: a TCP server that listens has one.
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  proxy = await startGuardProxy(createAllowList({ whatsappOrigin: `http://${host}` }), async () => [
    { address: '127.0.0.1', family: 4 },
  ]);
});
afterEach(async () => {
  await proxy.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const get = (url: string): Promise<{ status: number; refused: unknown; body: string }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(proxy.url);
    request({ hostname, port, path: url, headers: { host: new URL(url).host } }, async (response) => {
      let body = '';
      for await (const chunk of response) body += String(chunk);
      resolve({ status: response.statusCode ?? 0, refused: response.headers['x-soko-refused'], body });
    })
      .once('error', reject)
      .end();
  });

const connect = (target: string): Promise<string> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(proxy.url);
    const socket = net.connect(Number(port), hostname, () =>
      socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`),
    );
    socket.once('data', (data) => {
      resolve(data.toString());
      socket.destroy();
    });
  });

/** Sends bytes as they are; resolves with what had come back when the connection ended or was quiet. */
const send = (bytes: string, port = Number(new URL(proxy.url).port), quietMs = 200): Promise<string> =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
    let answer = '';
    socket.setTimeout(quietMs, () => socket.destroy());
    socket.on('data', (data) => {
      answer += data.toString('latin1');
      socket.setTimeout(200);
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
  });

describe('whatever is sent through it', () => {
  const deaths: unknown[] = [];
  const remember = (error: unknown) => void deaths.push(error);
  beforeEach(() => {
    deaths.length = 0;
    process.on('uncaughtExceptionMonitor', remember);
  });
  afterEach(() => void process.off('uncaughtExceptionMonitor', remember));

  test.each([
    'CONNECT //[ HTTP/1.1\r\nHost: x\r\n\r\n',
    'CONNECT [ HTTP/1.1\r\n\r\n',
    'CONNECT : HTTP/1.1\r\n\r\n',
    'CONNECT \xff:443 HTTP/1.1\r\n\r\n',
    'CONNECT wa.me:99999999 HTTP/1.1\r\n\r\n',
    'GET //[ HTTP/1.1\r\nHost: x\r\n\r\n',
    'GET * HTTP/1.1\r\nHost: x\r\n\r\n',
    'GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n',
    'GET http://wa.me/ HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    '\x16\x03\x01\x00\x00[[[[',
  ])('%j is refused, and it goes on', async (bytes) => {
    // An answer is sure to come, however late on a busy machine.
    expect(await send(bytes, undefined, 5_000)).toMatch(/^HTTP\/1\.1 (400|502) /);
    expect(await get(`http://${host}/c/1`)).toMatchObject({ status: 200 });
    expect(deaths).toEqual([]);
  });

  test.each([
    ['a status that is none', 'HTTP/1.1 099 x\r\nContent-Length: 0\r\n\r\n'],
    ['a status of nothing', 'HTTP/1.1 000 x\r\nContent-Length: 0\r\n\r\n'],
    ['another protocol', 'HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nxxxx'],
    ['headers that no one may send', 'HTTP/1.1 200 OK\r\nx: \x7f\xff\r\ncontent-length: 1\r\n\r\nx'],
    ['an end in the middle', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'],
    ['no HTTP', '\0\0\0\0\r\n\r\n'],
  ])('a site that answers with %s', async (_what, answer) => {
    const site = net.createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end(answer, 'latin1'));
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    // AddressInfo: a TCP server that listens has one.
    const named = `127.0.0.1:${(site.address() as AddressInfo).port}`;
    const guard = await startGuardProxy(createAllowList({ whatsappOrigin: `http://${named}` }));
    const port = Number(new URL(guard.url).port);
    await send(`GET http://${named}/ HTTP/1.1\r\nHost: ${named}\r\n\r\n`, port);
    await send(`POST http://${named}/ HTTP/1.1\r\nHost: ${named}\r\nContent-Length: 9\r\n\r\nhalf`, port);
    await send(`CONNECT ${named} HTTP/1.1\r\nHost: ${named}\r\n\r\nx`, port);
    // It still answers.
    expect(await send('GET http://evil.example/ HTTP/1.1\r\nHost: x\r\n\r\n', port, 5_000)).toContain(' 502 ');
    await guard.close();
    site.close();
    expect(deaths).toEqual([]);
  });

  test('a browser that hangs up at any moment', async () => {
    const { port } = new URL(proxy.url);
    for (const [at, bytes] of Array.from({ length: 60 }, (_, at) => [at, at % 2] as const)) {
      const socket = net.connect(Number(port), '127.0.0.1');
      socket.on('error', () => {});
      const begin =
        bytes === 0 ? `POST http://${host}/ HTTP/1.1\r\nContent-Length: 999999\r\n` : `CONNECT ${host} HTTP/1.1\r\n`;
      socket.write(`${begin}Host: ${host}\r\n\r\n${'x'.repeat(60_000)}`);
      setTimeout(() => socket.resetAndDestroy(), at % 7);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await get(`http://${host}/c/1`)).toMatchObject({ status: 200 });
    expect(deaths).toEqual([]);
  });
});

describe('guard proxy', () => {
  test('lets through what the operator named, over http and through a tunnel', async () => {
    expect(await get(`http://${host}/c/1`)).toEqual({ status: 200, refused: undefined, body: 'page' });
    expect(await connect(host)).toContain('200 Connection Established');
  });

  test('refuses every other host and says so', async () => {
    expect(await get('http://127.0.0.1:1/')).toMatchObject({ status: 502, refused: 'address_not_allowed' });
    expect(await get('http://evil.example/')).toMatchObject({ status: 502, refused: 'host_not_allowed' });
    expect(await get('http://wa.me/')).toMatchObject({ status: 502, refused: 'https_required' });
    expect(await connect('127.0.0.1:22')).toMatch(/502.*address_not_allowed/s);
    expect(await connect('evil.example:443')).toMatch(/502.*host_not_allowed/s);
    expect(await connect('wa.me:22')).toMatch(/502.*port_not_allowed/s);
    expect(await connect('wa.me@evil.example:443')).toMatch(/502.*userinfo_not_allowed/s);
  });

  test('refuses an allowed host whose name leads to a private address', async () => {
    expect(await connect('wa.me:443')).toMatch(/502.*address_not_allowed/s);
  });

  test('leaves redirects to the browser, which comes back through here', async () => {
    expect(await get(`http://${host}/hop`)).toMatchObject({ status: 302 });
    expect(reached).toEqual(['/hop']);
  });
});
