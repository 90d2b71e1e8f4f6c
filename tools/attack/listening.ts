import { randomInt } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isPortFree } from '@/supervisor/free-port';

/** A server of the attacker's on loopback. */
export interface Listening {
  port: number;
  /** `METHOD /path` of everything that came in. */
  hits: string[];
  close(): Promise<void>;
}

type Answers = (request: IncomingMessage, response: ServerResponse) => void;

/** On 127.0.0.1, and on ::1 too where there is one: `localhost` may mean either. */
export async function listen(answer: Answers = (_request, response) => response.end('hit')): Promise<Listening> {
  const hits: string[] = [];
  const serve = (request: IncomingMessage, response: ServerResponse) => {
    hits.push(`${request.method} ${request.url}`);
    request.on('error', () => {});
    answer(request, response);
  };
  const servers = [createServer(serve), createServer(serve)] as const;
  const port = await listenOn(servers[0], 0, '127.0.0.1');
  await listenOn(servers[1], port, '::1').catch(() => {});
  return { port, hits, close: async () => void (await Promise.all(servers.map(closeServer))) };
}

async function listenOn(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  // A listening TCP server has an address with a port.
  return (server.address() as AddressInfo).port;
}

function closeServer(server: Server): Promise<unknown> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
}

/**
 * Below what systems give out by themselves (32,768 and up on Linux): between the choice and the start, the engine or
 * any connection may be given a port from there.
 */
const [LOWEST, HIGHEST] = [20_000, 32_000];

export async function ownPort(): Promise<number> {
  for (;;) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isPortFree(port)) return port;
  }
}
