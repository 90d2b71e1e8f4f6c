import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { SokoError } from '@/lib/platform/errors';
import { describePeer } from './client-address';
import { answerRefusals, refuseAtDoor } from './door-answer';
import { nameRequest } from './page-turns';
import { isHttps } from './public-scheme';
import { securityHeaders } from './security-headers';
import { isWellFormed } from './well-formed';

/** Published by Node before anybody else sees a request. */
const STARTS = 'http.server.request.start';

/**
 * Before Next reads a request. Next hides the socket from routes and keeps whatever X-Forwarded-For a client sends, and meets addresses
 * that cannot be decoded with a 500: who really connects is written into headers of ours, such addresses are told what is wrong with
 * them; and whatever answers (a page, a file, an error of Next's own), its answer bears the headers that all answers have. Returns how to end it.
 */
export function watchGate(): () => void {
  const answerHeaders = securityHeaders({ isHttps: isHttps() });
  const watch = (message: unknown) => {
    const { request, response, server } = message as Started;
    answerRefusals(server);
    for (const [name, value] of answerHeaders) response.setHeader(name, value);
    describePeer(request);
    nameRequest(request, response);
    if (!isWellFormed(request)) refuseAtDoor(request, malformed());
  };
  subscribe(STARTS, watch);
  return () => void unsubscribe(STARTS, watch);
}

interface Started {
  request: IncomingMessage;
  response: ServerResponse;
  server: Server;
}

export const malformed = (): SokoError =>
  new SokoError({
    code: 'malformed_request',
    message: 'This address is not well formed. Check how it is written, or begin at the first page.',
    status: 400,
  });
