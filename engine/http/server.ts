import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Logger } from 'pino';

/** Thrown by a route: what the caller reads. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export type Route = (request: {
  path: RegExpMatchArray;
  headers: IncomingMessage['headers'];
  body: string;
}) => Promise<{ status?: number; body: unknown }>;

const MAX_BODY_BYTES = 64 * 2 ** 20;

export function startServer(
  routes: [method: string, path: RegExp, route: Route][],
  host: string,
  port: number,
  log: Logger,
): Promise<Server> {
  const server = createServer((request, response) => {
    void answer(routes, request, response).catch((error: unknown) => {
      if (error instanceof Refusal) return send(response, error.status, { error: error.message, status: error.status });
      log.error({ err: error, path: request.url }, 'a request failed');
      return send(response, 500, { error: 'the engine could not do this; its log says why', status: 500 });
    });
  });
  server.keepAliveTimeout = 65_000;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

async function answer(
  routes: [string, RegExp, Route][],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://engine').pathname;
  for (const [method, pattern, route] of routes) {
    const match = path.match(pattern);
    if (match === null || request.method !== method) continue;
    const result = await route({ path: match, headers: request.headers, body: await readBody(request) });
    return send(response, result.status ?? 200, result.body);
  }
  throw new Refusal(404, `the embedded engine has no ${request.method} ${path}`);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > MAX_BODY_BYTES) throw new Refusal(413, 'the request is too large');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain; version=0.0.4' : 'application/json';
  response.writeHead(status, { 'content-type': type }).end(text);
}
