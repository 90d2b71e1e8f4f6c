import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { keepRegistered, logger, shoppers } from '@/app/wiring';
import { env } from '@/lib/platform/env';
import { guardBodies } from './body-door';
import { describePeer } from './client-address';
import { collectAfterSearches } from './collect-after-searches';
import { answerOnlyRequests } from './only-requests';

/** What the web process does by itself: it knows who it talks to, and tells Inngest what it serves. */
export function startWeb(): void {
  rememberPeers();
  guardBodies();
  // biome-ignore lint/style/noProcessEnv: Next's own mark; its development server reloads pages over a WebSocket
  if (process.env.NODE_ENV === 'production') answerOnlyRequests();
  collectAfterSearches(shoppers);
  const { EXTRA_ALLOWED_HOSTS } = env();
  const log = logger();
  if (EXTRA_ALLOWED_HOSTS.length > 0) {
    log.warn(
      { hosts: EXTRA_ALLOWED_HOSTS },
      'EXTRA_ALLOWED_HOSTS is set: fine for tests and the demo, never for production',
    );
  }
  const stopping = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort());
  // Not awaited: Next takes requests, this one among them, only when `register` has returned.
  keepRegistered(stopping.signal);
}

/**
 * Next hides the socket from routes and keeps whatever X-Forwarded-For a client sends. So that a rate limit counts who really
 * connects, the address is written into a header of ours before Next reads the request.
 */
function rememberPeers(): void {
  subscribe('http.server.request.start', (message) => {
    describePeer((message as { request: IncomingMessage }).request);
  });
}
