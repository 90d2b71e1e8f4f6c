import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';
import { asSokoError } from '@/lib/platform/errors';
import type { AllowList } from './allow-list';
import { createCheckedLookup, type ResolveHost } from './checked-lookup';

export interface GuardProxy {
  /** For a browser's proxy setting. */
  url: string;
  close(): Promise<void>;
}

/** Answers of the proxy's own carry this header with an error code: they are not the site's. */
export const REFUSED_HEADER = 'x-soko-refused';
/** One connection of a browser, or one answer: a page with all its scripts is a tenth of it. */
const MAX_TUNNEL_BYTES = 128 * 1024 * 1024;
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * A proxy on loopback that a browser is made to send everything through. It holds the browser to safe-fetch's rules,
 * redirects and re-bound DNS names included, which request interception in the browser does not see.
 */
export async function startGuardProxy(allow: AllowList, resolve?: ResolveHost): Promise<GuardProxy> {
  const lookup = createCheckedLookup(resolve);
  const agent = new http.Agent({ keepAlive: true });
  const sockets = new Set<Socket>();
  const server = http.createServer((request, response) => forward(request, response, allow, agent));
  server.on('connection', (socket) => track(sockets, socket));
  server.on('connect', (request: IncomingMessage, client: Socket, head: Buffer) => {
    client.on('error', () => client.destroy());
    try {
      const { url, trusted } = allow.check(`https://${request.url ?? ''}/`, 'browser');
      const host = url.hostname.replace(/^\[|\]$/g, '');
      const port = Number(url.port === '' ? 443 : url.port);
      const upstream = net.connect({ host, port, timeout: CONNECT_TIMEOUT_MS, ...(trusted ? {} : { lookup }) });
      track(sockets, upstream);
      upstream.once('connect', () => {
        upstream.setTimeout(0);
        client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        if (head.length > 0) upstream.write(head);
        upstream.on('data', () => upstream.bytesRead > MAX_TUNNEL_BYTES && upstream.destroy());
        upstream.pipe(client).pipe(upstream);
      });
      upstream.once('timeout', () => upstream.destroy(new Error('timeout')));
      upstream.on('error', (error) => refuseTunnel(client, error));
      upstream.once('close', () => client.destroy());
      client.once('close', () => upstream.destroy());
    } catch (error) {
      refuseTunnel(client, error);
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    // AddressInfo: a TCP server that listens has one.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      agent.destroy();
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** Plain http: only what the operator named gets here. */
function forward(request: IncomingMessage, response: ServerResponse, allow: AllowList, agent: http.Agent): void {
  // `on`, not `once`: a second error that nobody listens to would end the process.
  request.on('error', () => {});
  response.on('error', () => {});
  try {
    const { url } = allow.check(request.url ?? '', 'browser');
    const { 'proxy-connection': _hop, ...headers } = request.headers;
    const upstream = http.request(url, { method: request.method, headers, agent, timeout: 60_000 }, (answer) =>
      handOn(answer, response),
    );
    upstream.once('timeout', () => upstream.destroy());
    upstream.on('error', () => (response.headersSent ? response.destroy() : void response.writeHead(502).end()));
    response.once('close', () => upstream.destroy());
    request.pipe(upstream);
  } catch (error) {
    response.writeHead(502, { [REFUSED_HEADER]: asSokoError(error).code }).end();
  }
}

function handOn(answer: IncomingMessage, response: ServerResponse): void {
  answer.on('error', () => response.destroy());
  try {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
  } catch {
    // A status or a header that nobody may send on.
    answer.destroy();
    response.writeHead(502).end();
    return;
  }
  let length = 0;
  answer.on('data', (part: Buffer) => {
    length += part.length;
    if (length > MAX_TUNNEL_BYTES) response.destroy();
  });
  answer.pipe(response);
}

function refuseTunnel(client: Socket, error: unknown): void {
  if (client.destroyed) return;
  client.end(`HTTP/1.1 502 Bad Gateway\r\n${REFUSED_HEADER}: ${asSokoError(error).code}\r\n\r\n`);
}

function track(sockets: Set<Socket>, socket: Socket): void {
  sockets.add(socket);
  socket.once('close', () => sockets.delete(socket));
}
