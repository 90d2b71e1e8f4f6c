import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { SokoError } from '@/lib/platform/errors';
import { refuseTunnels, toHttpError } from '@/lib/platform/http-errors';
import { forRequest, REQUEST_ID_HEADER, requestIdOf } from '@/lib/platform/request-id';
import { describePeer } from './client-address';
import { nameRequest } from './page-turns';
import { isHttps } from './same-origin';
import { isWellFormed } from './well-formed';

/** What Node publishes as a request starts, before anybody else sees it. */
export interface Started {
  request: IncomingMessage;
  response: ServerResponse;
  server: Server;
}

/** Tells of every request before Next does anything with it: it may still be refused. Returns how to end it. */
export function onRequest(tell: (started: Started) => void): () => void {
  const start = 'http.server.request.start';
  const listener = (message: unknown) => {
    // Node's documentation of this channel names these three.
    const started = message as Started;
    answerRefusals(started.server);
    tell(started);
  };
  subscribe(start, listener);
  return () => void unsubscribe(start, listener);
}

/**
 * Before Next, which hides the socket from routes, keeps whatever X-Forwarded-For a client sends, and meets an address
 * that cannot be decoded with a 500: writes down who really connects, refuses such addresses, and sets the headers that
 * every answer has, whoever gives it. Returns how to end it.
 */
export function watchGate(): () => void {
  const answerHeaders = securityHeaders();
  return onRequest(({ request, response }) => {
    for (const [name, value] of answerHeaders) response.setHeader(name, value);
    describePeer(request);
    response.setHeader('X-Request-Id', idOf(request));
    nameRequest(request, response);
    if (!isWellFormed(request)) refuseAtDoor(request, malformed());
  });
}

/**
 * Next keeps an upgrade to a WebSocket, which nobody here offers, open for ever, and a tunnel likewise: both are told
 * 400. Not in development, whose server reloads pages over a WebSocket.
 */
export function refuseUpgrades(): void {
  const known = new WeakSet<Server>();
  onRequest(({ request, server }) => {
    if (!known.has(server)) {
      known.add(server);
      // Without a listener an upgrade is a request like any other, and keeps to the time of one.
      server.removeAllListeners('upgrade');
      refuseTunnels(server);
    }
    // A page would be rendered for nobody.
    if (/websocket/i.test(request.headers.upgrade ?? '')) refuseAtDoor(request, malformed());
  });
}

/** A year, as browsers' own lists ask for. Not for subdomains: whose they are is not known here. */
const HTTPS_FOR_SECONDS = 365 * 24 * 60 * 60;

/** On every answer; the Content-Security-Policy of pages is `proxy.ts`'s. */
function securityHeaders(): [string, string][] {
  return [
    ['X-Content-Type-Options', 'nosniff'],
    ['X-Frame-Options', 'DENY'],
    ['Referrer-Policy', 'strict-origin-when-cross-origin'],
    ['Permissions-Policy', 'camera=(self), microphone=(), geolocation=(), payment=(), usb=()'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ...(isHttps() ? [['Strict-Transport-Security', `max-age=${HTTPS_FOR_SECONDS}`] satisfies [string, string]] : []),
  ];
}

/** Written over whatever a client may have sent. */
function idOf(request: IncomingMessage): string {
  const known = ids.get(request) ?? requestIdOf(request.headers[REQUEST_ID_HEADER]);
  ids.set(request, known);
  request.headers[REQUEST_ID_HEADER] = known;
  return known;
}

const ids = new WeakMap<IncomingMessage, string>();
const refused = new WeakMap<IncomingMessage, SokoError>();
const answering = new WeakSet<Server>();

/** To be called from `onRequest`. */
export function refuseAtDoor(request: IncomingMessage, refusal: SokoError): void {
  refused.set(request, refusal);
}

/** Answers what is refused before Next sees it, which takes milliseconds for each: hundreds may come at once. */
function answerRefusals(server: Server): void {
  if (answering.has(server)) return;
  answering.add(server);
  // RequestListener: what `createServer` and `on` take for this event.
  const listeners = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    const refusal = refused.get(request);
    if (refusal) return answer(response, refusal);
    forRequest(idOf(request), () => {
      for (const listener of listeners) listener.call(server, request, response);
    });
  });
}

/** As the API answers. The connection is ended by the door, once there was time to read this (body-door.ts). */
function answer(response: ServerResponse, refusal: SokoError): void {
  const { status, headers, body } = toHttpError(refusal);
  const text = JSON.stringify(body);
  const length = Buffer.byteLength(text);
  const plain = { 'content-type': 'application/json', 'content-length': length, 'cache-control': 'no-store' };
  response.writeHead(status, { ...headers, ...plain });
  response.end(text);
}

const malformed = (): SokoError =>
  new SokoError({
    code: 'malformed_request',
    message: 'This address is not well formed. Check how it is written, or begin at the first page.',
    status: 400,
  });
