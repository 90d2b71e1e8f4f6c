import path from 'node:path';
import { keepRegistered, watchHealth } from '@/app/wiring/inngest';
import { keepCounting } from '@/app/wiring/insights';
import { database, logger } from '@/app/wiring/process';
import { readStagesWaiting } from '@/lib/operations/waiting-metrics';
import { env } from '@/lib/platform/env';
import { startTracing, stopTracing } from '@/lib/platform/tracing/start-tracing';
import { readPausedServices } from '@/lib/service-faults/paused-services';
import { guardBodies } from './body-door';
import { refuseUpgrades, watchGate } from './gate';
import { measureWeb } from './measure-web';

/** What the web process does by itself: it knows whom it talks to, and tells Inngest what it serves. */
export function startWeb(): void {
  // First of all: the others ask who it is that sends a request.
  watchGate();
  guardBodies();
  // biome-ignore lint/style/noProcessEnv: Next's own mark; its development server reloads pages over a WebSocket
  if (process.env.NODE_ENV === 'production') refuseUpgrades();
  const { EXTRA_ALLOWED_HOSTS, OTEL_EXPORTER_OTLP_ENDPOINT, SOKO_HOME } = env();
  const log = logger();
  startTracing({ process: 'web', endpoint: OTEL_EXPORTER_OTLP_ENDPOINT }).catch((error: unknown) => {
    log.warn({ err: error }, 'nothing is traced');
  });
  if (EXTRA_ALLOWED_HOSTS.length > 0) {
    log.warn(
      { hosts: EXTRA_ALLOWED_HOSTS },
      'EXTRA_ALLOWED_HOSTS is set: fine for tests and the demo, never for production',
    );
  }
  measureWeb({
    readPaused: () => readPausedServices(database()),
    readWaiting: () => readStagesWaiting(database()),
    home: path.resolve(SOKO_HOME),
  });
  const stopping = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort());
  stopping.signal.addEventListener('abort', () => void stopTracing());
  keepCounting(stopping.signal);
  // Not awaited: Next takes requests, this one among them, only when `register` has returned.
  keepRegistered(stopping.signal);
  watchHealth();
}
