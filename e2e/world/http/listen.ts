import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening {
  readonly port: number;
  readonly origin: string;
  /** Cuts what is under way and takes no connection for so long: the server is down. */
  refuse(ms: number): Promise<void>;
  close(): Promise<void>;
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** One HTTP server on loopback. Port 0 takes a free one. close() also cuts the requests that hang on purpose. */
export async function listen(handler: Handler, port: number): Promise<Listening> {
  const server = createServer({ keepAliveTimeout: 30_000, maxHeaderSize: 64 * 1024 }, (request, response) => {
    handler(request, response).catch((error: unknown) => answerBug(response, error));
  });
  await started(server, port);
  const taken = (server.address() as AddressInfo).port; // a TCP server that listens has an AddressInfo
  let again: NodeJS.Timeout | undefined;
  return {
    port: taken,
    origin: `http://127.0.0.1:${taken}`,
    async refuse(ms) {
      if (server.listening) await closed(server);
      clearTimeout(again);
      again = setTimeout(() => void started(server, taken), ms);
    },
    async close() {
      clearTimeout(again);
      if (server.listening) await closed(server);
    },
  };
}

function started(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1' }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}

/** A bug of the stand-in itself must not look like a quirk: 599 is no status any quirk uses. */
function answerBug(response: ServerResponse, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (response.destroyed) return;
  process.stderr.write(`stand-in world: ${text}\n`);
  if (!response.headersSent) response.writeHead(599, { 'content-type': 'text/plain' });
  response.end(`stand-in world bug: ${text}`);
}
