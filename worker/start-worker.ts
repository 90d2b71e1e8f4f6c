import type { Server } from 'node:http';
import type { Inngest } from 'inngest';
import { serve } from 'inngest/node';
import { type WorkerFunctionDeps, workerFunctions } from '@/inngest/worker-functions';
import type { EmbeddingModel } from '@/lib/embedding/embedding-model';
import type { Logger } from '@/lib/platform/logger';
import { registerWithInngest } from '@/lib/platform/register-with-inngest';
import type { ShoppersFirst } from '@/lib/search/shoppers-first';
import { Activity } from './activity';
import { createEmbedEndpoint } from './embed-endpoint';
import { answerJson, createHttpServer, type Handler, listen } from './http-server';
import { createMetricsEndpoint } from './metrics-endpoint';
import { type Check, readReadiness } from './readiness';

export interface WorkerSettings {
  port: number;
  host: string;
  /** How the Inngest server reaches this worker: WORKER_URL. */
  url: string;
  /** WORKER_TOKEN */
  token: string;
  /** METRICS_TOKEN */
  metricsToken?: string | undefined;
}

export interface WorkerDeps {
  inngest: Inngest;
  functions: WorkerFunctionDeps;
  model: Pick<EmbeddingModel, 'space' | 'embedImage' | 'embedText'>;
  /** The dependencies that `/ready` asks. */
  checks: Check[];
  logger: Logger;
  shoppers: ShoppersFirst;
}

export interface Worker {
  port: number;
  /** Takes no more work and gives what is under way `graceMs` to end; what does not is run again elsewhere or later. */
  close(graceMs: number): Promise<void>;
}

const SERVE_PATH = '/api/inngest';

/** Serves the worker's functions and its internal API, and registers the functions. */
export async function startWorker(settings: WorkerSettings, deps: WorkerDeps): Promise<Worker> {
  const { inngest, logger } = deps;
  const activity = new Activity();
  const stopping = new AbortController();
  let registered = false;
  const functions = serve({
    client: inngest,
    functions: workerFunctions(inngest, deps.functions),
    servePath: SERVE_PATH,
    serveOrigin: settings.url,
  });
  const registration = { name: 'inngest', run: async () => assertRegistered(registered) };
  const health: Handler = (_request, response) => {
    const work = activity.state();
    const ok = !work.wedged;
    answerJson(response, ok ? 200 : 503, { ok, work });
  };
  const ready: Handler = async (_request, response) => {
    const readiness = await readReadiness([...deps.checks, registration]);
    answerJson(response, readiness.ready && !stopping.signal.aborted ? 200 : 503, readiness);
  };
  const inngestHandler: Handler = (request, response) => {
    // Registrations and look-ups are no work.
    if (request.method === 'POST') {
      if (stopping.signal.aborted) return answerJson(response, 503, STOPPING);
      response.once('close', activity.begin());
    }
    return functions(request, response);
  };
  const server = createHttpServer(
    {
      [`* ${SERVE_PATH}`]: inngestHandler,
      'POST /internal/embed': createEmbedEndpoint({
        model: deps.model,
        token: settings.token,
        shoppers: deps.shoppers,
      }),
      'GET /health': health,
      'GET /api/health': health,
      'GET /ready': ready,
      'GET /api/ready': ready,
      'GET /metrics': createMetricsEndpoint(settings.metricsToken),
    },
    logger,
  );
  // Steps are long: nothing but the stages' own bounds may end their requests.
  server.requestTimeout = 0;
  const port = await listen(server, settings);
  const registering = registerWithInngest({
    serveUrl: `http://${settings.host.includes(':') ? '[::1]' : '127.0.0.1'}:${port}${SERVE_PATH}`,
    logger,
    signal: stopping.signal,
  }).then((done) => {
    registered = done;
  });
  return {
    port,
    async close(graceMs) {
      stopping.abort();
      const idle = await activity.idle(graceMs);
      if (!idle) logger.warn({ inFlight: activity.state().inFlight }, 'work under way is abandoned; it is run again');
      await registering;
      await closeServer(server);
    },
  };
}

const STOPPING = { error: { code: 'stopping', message: 'This worker is stopping; the work goes to the next one.' } };

function assertRegistered(registered: boolean): void {
  if (!registered) throw new Error('not registered with Inngest yet');
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
