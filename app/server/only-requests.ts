import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server } from 'node:http';

/** Answers 400, whatever is asked of it. */
export const BAD_REQUEST_PATH = '/api/bad-request';

/** A name or an address and perhaps a port; a URL would take user names, paths and more. */
const HOST = /^(\[[0-9a-f:.]+\]|[\w.-]+)(:\d{1,5})?$/i;

/**
 * Next takes anything for a request: a target that is no path ends as its error 500, and an upgrade to a WebSocket that nobody here
 * offers as a connection that stays open for ever. Both are told 400 before it reads them.
 */
export function answerOnlyRequests(): void {
  const known = new WeakSet<Server>();
  subscribe('http.server.request.start', (message) => {
    const { request, server } = message as { request: IncomingMessage; server: Server };
    if (!known.has(server)) {
      known.add(server);
      // Without a listener an upgrade is a request like any other, and keeps to the time of one.
      server.removeAllListeners('upgrade');
      server.on('connect', (_request, socket) => {
        socket.on('error', () => {});
        socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      });
    }
    if (!isRequest(request)) request.url = BAD_REQUEST_PATH;
  });
}

function isRequest({ url = '', headers }: IncomingMessage): boolean {
  // A page would be rendered for nobody.
  if (/websocket/i.test(headers.upgrade ?? '')) return false;
  const host = headers.host ?? 'web';
  return url.startsWith('/') && URL.canParse(url, 'http://web') && HOST.test(host) && URL.canParse(`http://${host}`);
}
