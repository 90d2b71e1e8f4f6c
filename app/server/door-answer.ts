import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { SokoError } from '@/lib/platform/errors';
import { toHttpError } from '@/lib/platform/http-errors';

const refused = new WeakMap<IncomingMessage, SokoError>();
const known = new WeakSet<Server>();

/** Answers what is refused before Next sees it, which takes milliseconds for each: somebody may send hundreds at once. */
export function answerRefusals(server: Server): void {
  if (known.has(server)) return;
  known.add(server);
  // RequestListener: what `createServer` and `on` take for this event.
  const listeners = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    const refusal = refused.get(request);
    if (refusal) return answer(response, refusal);
    for (const listener of listeners) listener.call(server, request, response);
  });
}

/** To be called before the server's listeners are. */
export function refuseAtDoor(request: IncomingMessage, refusal: SokoError): void {
  refused.set(request, refusal);
}

/** As the API answers. The connection is ended by the door, once there was time to read this (body-door.ts). */
function answer(response: ServerResponse, refusal: SokoError): void {
  const { status, headers, body } = toHttpError(refusal);
  const text = JSON.stringify(body);
  response.writeHead(status, {
    ...headers,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  response.end(text);
}
