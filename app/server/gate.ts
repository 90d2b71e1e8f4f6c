import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { describePeer } from './client-address';
import { nameRequest } from './page-turns';
import { isHttps } from './public-scheme';
import { securityHeaders } from './security-headers';
import { isWellFormed } from './well-formed';

/** Published by Node before anybody else sees a request. */
const STARTS = 'http.server.request.start';
/** Answers 400 (app/api/malformed/route.ts). */
export const MALFORMED_PATH = '/api/malformed';

/**
 * Before Next reads a request. Next hides the socket from routes and keeps whatever X-Forwarded-For a client sends, and meets addresses
 * that cannot be decoded with a 500: who really connects is written into headers of ours, such addresses go to a route that says what is
 * wrong; and whatever answers (a page, a file, an error of Next's own), its answer bears the headers that all answers have. Returns how to end it.
 */
export function watchGate(): () => void {
  const answerHeaders = securityHeaders({ isHttps: isHttps() });
  const watch = (message: unknown) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    for (const [name, value] of answerHeaders) response.setHeader(name, value);
    describePeer(request);
    nameRequest(request, response);
    if (isWellFormed(request)) return;
    request.url = MALFORMED_PATH;
    // Of some methods Next cannot make a request.
    if (request.method !== 'HEAD') request.method = 'GET';
  };
  subscribe(STARTS, watch);
  return () => void unsubscribe(STARTS, watch);
}
