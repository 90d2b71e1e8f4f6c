import { createServer, request, type Server } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
  proxy = await startGuardProxy({
    allow: createAllowList({ whatsappOrigin: `http://${host}` }),
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  });
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

describe('guard proxy', () => {
  it('lets through what the operator named, over http and through a tunnel', async () => {
    expect(await get(`http://${host}/c/1`)).toEqual({ status: 200, refused: undefined, body: 'page' });
    expect(await connect(host)).toContain('200 Connection Established');
  });

  it('refuses every other host and says so', async () => {
    expect(await get('http://127.0.0.1:1/')).toMatchObject({ status: 502, refused: 'address_not_allowed' });
    expect(await get('http://evil.example/')).toMatchObject({ status: 502, refused: 'host_not_allowed' });
    expect(await get('http://wa.me/')).toMatchObject({ status: 502, refused: 'https_required' });
    expect(await connect('127.0.0.1:22')).toMatch(/502.*address_not_allowed/s);
    expect(await connect('evil.example:443')).toMatch(/502.*host_not_allowed/s);
    expect(await connect('wa.me:22')).toMatch(/502.*port_not_allowed/s);
    expect(await connect('wa.me@evil.example:443')).toMatch(/502.*userinfo_not_allowed/s);
  });

  it('refuses an allowed host whose name leads to a private address', async () => {
    expect(await connect('wa.me:443')).toMatch(/502.*address_not_allowed/s);
  });

  it('leaves redirects to the browser, which comes back through here', async () => {
    expect(await get(`http://${host}/hop`)).toMatchObject({ status: 302 });
    expect(reached).toEqual(['/hop']);
  });
});
