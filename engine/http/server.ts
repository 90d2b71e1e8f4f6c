import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EngineError } from '../config';
import type { Engine } from '../engine';
import { RequestError } from '../protocol/request-error';
import { isConnectionError } from '../store/database';
import { answer, type Reply } from './routes';

/** The largest body there is, 64 MB, comes from this machine or its network in a second. */
const REQUEST_WITHIN_MS = 60_000;
const HEADERS_WITHIN_MS = 10_000;

/** Listens for apps. Throws an EngineError when the port is taken. */
export async function listen(engine: Engine): Promise<{ server: Server; port: number }> {
  const { host, port } = engine.config;
  const server = createServer((request, response) => {
    answer(engine, request)
      .catch((error: unknown) => toReply(engine, error))
      .then((reply) => send(response, reply, !request.complete))
      .catch((error: unknown) => {
        engine.logger.error({ err: error }, 'an answer could not be sent');
        response.destroy();
      });
  });
  server.requestTimeout = REQUEST_WITHIN_MS;
  server.headersTimeout = HEADERS_WITHIN_MS;
  // Apps keep their connections for a while; closing one just as it is used again looks like a failure to them.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'another program is using it' : error.message;
      reject(new EngineError(`The engine cannot listen on ${host}:${port}: ${why}.`));
    });
    server.listen(port, host, resolve);
  });
  return { server, port: (server.address() as AddressInfo).port };
}

function toReply(engine: Engine, error: unknown): Reply {
  if (error instanceof RequestError)
    return { status: error.status, body: { error: error.message, status: error.status } };
  if (isConnectionError(error)) {
    return { status: 503, body: { error: 'The engine’s database is away; try again.', status: 503 } };
  }
  engine.logger.error({ err: error }, 'a request failed');
  return { status: 500, body: { error: 'The engine met an error that nobody foresaw.', status: 500 } };
}

/** What is left of a body that was not read, because of who sent it, goes with the connection. */
function send(response: ServerResponse, { status, body, contentType, headers }: Reply, isUnread: boolean): void {
  const text = contentType === undefined ? JSON.stringify(body) : String(body);
  if (isUnread) response.setHeader('connection', 'close');
  response.writeHead(status, { 'content-type': contentType ?? 'application/json', ...headers }).end(text);
}
