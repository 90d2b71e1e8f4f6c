import { logger, markRegistered, shoppers } from '@/app/wiring';
import { env } from '@/lib/platform/env';
import { registerWithInngest } from '@/lib/platform/register-with-inngest';
import { collectAfterSearches } from './collect-after-searches';
import { watchGate } from './gate';

/** What the web process does by itself: it knows whom it talks to, and tells Inngest what it serves. */
export function startWeb(): void {
  watchGate();
  collectAfterSearches(shoppers);
  const { PORT, EXTRA_ALLOWED_HOSTS } = env();
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
  void registerWithInngest({
    serveUrl: `http://127.0.0.1:${PORT}/api/inngest`,
    logger: log,
    signal: stopping.signal,
  }).then((registered) => {
    if (registered) markRegistered();
  });
}
