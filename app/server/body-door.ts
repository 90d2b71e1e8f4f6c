import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { BodiesInFlight, type BodyInFlight, inCrumbs } from './bodies-in-flight';
import { BodyPieces } from './body-pieces';
import { clientAddress, PEER_HEADER } from './client-address';
import { onRequest, refuseAtDoor } from './gate';

/** Names the body that a request brings, for `readBody`. Written over whatever a client may have sent. */
export const BODY_HEADER = 'x-soko-body';

/** No route takes a larger one. */
const LARGEST_BYTES = 10 * 1024 * 1024;
/** What does not say how large it is counts as a large photo. Browsers always say it. */
const UNSAID_BYTES = 4 * 1024 * 1024;
/** After an answer that did not wait for the body: time to read it before the connection ends. */
const LINGER_MS = 2_000;
/** Read and dropped meanwhile, of what was on its way already; beyond that nothing is read. */
const MOST_DROPPED_BYTES = 256 * 1024;
/** A body that is refused, and that no route reads which could say so. */
const UNREAD_MS = 2_000;
/** Headers come in one piece. (Node's own: 60 s.) */
const HEADERS_TIMEOUT_MS = 20_000;
/** Somewhat more than a body has (BODY_LIMITS): the last resort, in steps of 30 s. (Node's own: 300 s.) */
const REQUEST_TIMEOUT_MS = 200_000;
/** More shoppers than one process serves. Some 20 kB each while idle. */
const MOST_CONNECTIONS = 4_000;

/** Counts its bodies itself (call-bodies.ts): shoppers' uploads must not stop the pipeline, nor it them. */
const PIPELINE_PATH = '/api/inngest';

interface Door {
  bodies: BodiesInFlight;
  named: Map<string, BodyInFlight>;
  last: number;
}

/** Kept across Next's bundles: the door is in one, the routes are in others. */
const shared = globalThis as { sokoBodies?: Door };

function door(): Door {
  shared.sokoBodies ??= { bodies: new BodiesInFlight(), named: new Map(), last: 0 };
  return shared.sokoBodies;
}

/** The body of this request, as the door knows it; one of its own where there is no door (tests). */
export function bodyOf(request: Request): { body: BodyInFlight; isNew: boolean } {
  const known = door().named.get(request.headers.get(BODY_HEADER) ?? '');
  if (known) return { body: known, isNew: false };
  return { body: door().bodies.begin(clientAddress(request.headers)), isNew: true };
}

/**
 * Counts every byte of every body that comes to this process, whoever reads it. Next reads some as a whole before it
 * asks anybody, and leaves those that nobody reads to the client's patience.
 */
export function guardBodies(): void {
  onRequest(({ request, response, server }) => {
    limitConnections(server);
    guardBody(request, response);
  });
}

function limitConnections(server: Server): void {
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.maxConnections = MOST_CONNECTIONS;
}

export function guardBody(request: IncomingMessage, response: ServerResponse): void {
  delete request.headers[BODY_HEADER];
  if (!bringsBody(request)) return;
  let received = 0;
  if (request.url?.split('?')[0] !== PIPELINE_PATH) countBody(request, response, (bytes) => (received += bytes));
  response.once('finish', () => {
    const isShort = Number(request.headers['content-length'] ?? Number.NaN) - received <= MOST_DROPPED_BYTES;
    if (!request.complete) linger(request, isShort);
  });
}

function countBody(request: IncomingMessage, response: ServerResponse, onReceived: (bytes: number) => void): void {
  const { bodies, named } = door();
  const promised = Math.min(Number(request.headers['content-length'] ?? UNSAID_BYTES), LARGEST_BYTES);
  const body = bodies.begin(clientOf(request), promised);
  if (body.refusal !== null) refuseAtDoor(request, body.refusal);
  door().last += 1;
  const name = String(door().last);
  named.set(name, body);
  request.headers[BODY_HEADER] = name;

  const pieces = new BodyPieces();
  let dropped = 0;
  const push = request.push.bind(request);
  request.push = (chunk: Buffer | null) => {
    if (chunk === null) {
      body.complete();
      // Whoever reads a refused body must not take what came of it for all of it.
      if (body.refusal !== null) return false;
      for (const piece of pieces.rest()) push(piece);
      return push(null);
    }
    onReceived(chunk.length);
    if (body.take(chunk.length)) {
      let isWanted = true;
      for (const piece of pieces.add(chunk)) isWanted = push(piece);
      if (pieces.areCrumbs) body.refuse(inCrumbs());
      return isWanted;
    }
    dropped += chunk.length;
    return dropped <= MOST_DROPPED_BYTES;
  };
  let unread: NodeJS.Timeout | undefined;
  body.onRefused(() => {
    unread = setTimeout(() => request.destroy(), UNREAD_MS).unref();
  });
  response.once('finish', () => body.end());
  const leave = () => {
    clearTimeout(unread);
    named.delete(name);
    body.end();
    stay();
  };
  response.once('close', leave);
  const stay = whenGone(request.socket, leave);
}

const onConnection = new WeakMap<Socket, Set<() => void>>();

/**
 * Also tells requests whose answers wait behind another's on this connection, and which never hear of its end else: a
 * few such connections would have shut uploads for good. Returns how not to be told.
 */
function whenGone(socket: Socket, leave: () => void): () => void {
  const known = onConnection.get(socket);
  const all = known ?? new Set();
  if (!known) {
    onConnection.set(socket, all);
    socket.once('close', () => {
      for (const one of [...all]) one();
    });
  }
  all.add(leave);
  return () => void all.delete(leave);
}

/**
 * Answered before all of it came: a short rest is dropped, and the connection goes on. Of a long one nothing is read,
 * and the connection ends once the client had time to read the answer.
 */
function linger(request: IncomingMessage, isShort: boolean): void {
  const { socket } = request;
  if (isShort) socket.resume();
  // After Node itself, which would read on to the end of it.
  else setImmediate(() => socket.pause());
  setTimeout(() => {
    if (!request.complete) socket.destroy();
  }, LINGER_MS).unref();
}

function bringsBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function clientOf({ headers, socket }: IncomingMessage): string {
  const known = new Headers({ [PEER_HEADER]: socket.remoteAddress ?? '' });
  const forwarded = headers['x-forwarded-for'];
  if (typeof forwarded === 'string') known.set('x-forwarded-for', forwarded);
  return clientAddress(known);
}
