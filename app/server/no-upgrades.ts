import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server } from 'node:http';
import { answerRefusals, refuseAtDoor } from './door-answer';
import { malformed } from './gate';

/**
 * Next keeps an upgrade to a WebSocket that nobody here offers, as a connection that stays open for ever, and a tunnel likewise. Both are
 * told 400. Not in development, whose server reloads pages over a WebSocket.
 */
export function refuseUpgrades(): void {
  const known = new WeakSet<Server>();
  subscribe('http.server.request.start', (message) => {
    const { request, server } = message as { request: IncomingMessage; server: Server };
    if (!known.has(server)) {
      known.add(server);
      answerRefusals(server);
      // Without a listener an upgrade is a request like any other, and keeps to the time of one.
      server.removeAllListeners('upgrade');
      server.on('connect', (_request, socket) => {
        socket.on('error', () => {});
        socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      });
    }
    // A page would be rendered for nobody.
    if (/websocket/i.test(request.headers.upgrade ?? '')) refuseAtDoor(request, malformed());
  });
}
