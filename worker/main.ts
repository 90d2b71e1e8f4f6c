import { env } from '@/lib/platform/env';
import { workerOrigin } from '@/lib/platform/inngest-addresses';
import { createLogger } from '@/lib/platform/logger';
import { startTracing, stopTracing } from '@/lib/platform/tracing/start-tracing';
import { startWorker } from './start-worker';
import { openWorkerParts } from './wiring';

/** The supervisor allows 15 s: steps get most of it, the browser and the model's threads the rest. */
const GRACE_MS = 8_000;

const settings = env();
const logger = createLogger({ name: 'worker', level: settings.LOG_LEVEL });

try {
  const url = workerOrigin(settings);
  await startTracing({ process: 'worker', endpoint: settings.OTEL_EXPORTER_OTLP_ENDPOINT });
  const parts = await openWorkerParts(settings, logger);
  const worker = await startWorker(
    {
      port: settings.WORKER_PORT,
      host: settings.WORKER_HOST,
      url,
      token: parts.token,
      metricsToken: settings.METRICS_TOKEN,
    },
    parts.deps,
  );
  logger.info({ ready: true, port: worker.port }, 'the worker listens');
  parts.beginAtOnce().catch((error: unknown) => {
    logger.warn({ err: error }, 'what waits for the worker to start begins within a minute');
  });

  let stopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'the worker stops');
    await worker.close(GRACE_MS);
    await parts.close();
    await stopTracing();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
} catch (error) {
  // The one line that the supervisor shows when the worker cannot start.
  logger.fatal({ err: error }, error instanceof Error ? error.message : 'the worker cannot start');
  process.exitCode = 1;
  setTimeout(() => process.exit(), 500).unref();
}
