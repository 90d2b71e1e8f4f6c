import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { SokoError } from '@/lib/platform/errors';
import { refuseTunnels, toHttpError } from '@/lib/platform/http-errors';
import type { Logger } from '@/lib/platform/logger';
import { readWhole } from '@/lib/platform/read-pieces';
import { forRequest, REQUEST_ID_HEADER, requestIdOf } from '@/lib/platform/request-id';

export type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Handlers by `METHOD /path`, or by `* /path` for every method. */
export type Routes = Record<string, Handler>;

/** A caller that takes longer to send its request than this is not one of ours: those send a few MB over loopback. */
const WHOLE_REQUEST_WITHIN_MS = 60_000;

/** A server over a few fixed paths. What a handler throws is answered as the API does; what is no request, with 400. */
export function createHttpServer(routes: Routes, logger: Logger): Server {
  const server = createServer((request, response) => {
    // Whoever hangs up in the middle is no failure of ours, and an `error` that nobody listens to ends the process.
    request.on('error', () => {});
    response.on('error', () => {});
    const id = requestIdOf(request.headers[REQUEST_ID_HEADER]);
    response.setHeader(REQUEST_ID_HEADER, id);
    void forRequest(id, () =>
      Promise.resolve()
        .then(() => answer(routes, request, response))
        .catch((error: unknown) => answerError(response, error, logger))
        .catch((error: unknown) => {
          logger.error({ err: error }, 'an answer could not be sent');
          response.destroy();
        }),
    );
  });
  server.requestTimeout = WHOLE_REQUEST_WITHIN_MS;
  refuseTunnels(server);
  return server;
}

function answer(routes: Routes, request: IncomingMessage, response: ServerResponse): unknown {
  const path = pathOf(request);
  const handler = routes[`${request.method} ${path}`] ?? routes[`* ${path}`];
  if (!handler) return answerJson(response, 404, { error: { code: 'not_found', message: 'There is nothing here.' } });
  return handler(request, response);
}

/** Only an address, with a Host that is one: handlers build URLs of the two. Errors: `bad_request` (400). */
function pathOf({ url = '/', headers }: IncomingMessage): string {
  const host = headers.host ?? 'worker';
  if (!HOST.test(host) || !URL.canParse(`http://${host}`) || !URL.canParse(url, 'http://worker')) throw notARequest();
  return new URL(url, 'http://worker').pathname;
}

/** A name or an address and perhaps a port; a URL would take user names, paths and more. */
const HOST = /^(\[[0-9a-f:.]+\]|[\w.-]+)(:\d{1,5})?$/i;

const notARequest = () =>
  new SokoError({ code: 'bad_request', message: 'The address or the Host of this request is none.', status: 400 });

/** A request's body, at most `maxBytes`. Left as it is when there is more: the answer comes first. */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const megabytes = Math.floor(maxBytes / 1024 / 1024) || 1;
  return readWhole(request.iterator({ destroyOnReturn: false }), {
    maxBytes,
    declared: request.headers['content-length'],
    tooLarge: () => new SokoError({ code: 'body_too_large', message: `Send at most ${megabytes} MB.`, status: 413 }),
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
  await once(server.listen(port, host), 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}
