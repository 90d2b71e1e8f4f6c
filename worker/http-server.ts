import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { toHttpError } from '@/lib/platform/http-errors';
import type { Logger } from '@/lib/platform/logger';

export type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Handlers by `METHOD /path`, or by `* /path` for every method. */
export type Routes = Record<string, Handler>;

/** A server over a few fixed paths. What a handler throws is answered as the API answers errors. */
export function createHttpServer(routes: Routes, logger: Logger): Server {
  return createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://worker').pathname;
    const handler = routes[`${request.method} ${path}`] ?? routes[`* ${path}`];
    if (!handler) return answerJson(response, 404, { error: { code: 'not_found', message: 'There is nothing here.' } });
    Promise.resolve()
      .then(() => handler(request, response))
      .catch((error: unknown) => answerError(response, error, logger));
  });
}

export function answerJson(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function answerError(response: ServerResponse, error: unknown, logger: Logger): void {
  // The caller hung up: there is nobody to tell.
  if (response.destroyed) return;
  const { status, headers, body } = toHttpError(error);
  if (status >= 500) logger.error({ err: error }, 'request failed');
  if (response.headersSent) response.destroy();
  // What is left of a body that was too large is not read: the connection ends with the answer.
  else answerJson(response, status, body, { ...headers, ...(status === 413 ? { connection: 'close' } : {}) });
}

/** Resolves with the port that is listened on. */
export async function listen(server: Server, { port, host }: { port: number; host: string }): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}
