import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Inngest } from 'inngest';
import {
  createInngestEndpoint,
  type EndpointRequest,
  type InngestEndpoint,
  SERVE_PATH,
} from '@/inngest/endpoint/inngest-endpoint';
import { type WorkerFunctionDeps, workerFunctions } from '@/inngest/worker-functions';
import { BeatWatch } from '@/lib/beats/beat-watch';
import { readBeatAge } from '@/lib/beats/beats';
import type { WhatIsPaused } from '@/lib/pauses/read-paused';
import type { EmbeddedEngine } from '@/lib/platform/embedded-engine';
import { Registration } from '@/lib/platform/keep-registered';
import type { Logger } from '@/lib/platform/logger';
import { askAll, type Check } from '@/lib/platform/readiness';
import type { ShoppersFirst } from '@/lib/platform/shoppers-first';
import { isFromThisMachine } from '@/lib/platform/this-machine';
import type { LoadedModels } from '@/lib/reindex/loaded-models';
import { Activity } from './activity';
import { createEmbedEndpoint } from './embed-endpoint';
import { answerJson, createHttpServer, type Handler, listen } from './http-server';
import { readJudgedPicture } from './judged-picture';
import { createJudgedPictureEndpoint } from './judged-picture-endpoint';
import { createMetricsEndpoint } from './metrics-endpoint';

export interface WorkerSettings {
  port: number;
  host: string;
  /** How the Inngest server reaches this worker. */
  url: string;
  /** WORKER_TOKEN */
  token: string;
  /** METRICS_TOKEN */
  metricsToken?: string | undefined;
}

export interface WorkerDeps {
  inngest: Inngest;
  /** INNGEST_SIGNING_KEY, INNGEST_DEV */
  signing: { signingKey: string | undefined; isDev: boolean };
  /** INNGEST_BASE_URL */
  serverUrl: string | undefined;
  /** The embedded engine, if INNGEST_BASE_URL may be one. */
  engine: EmbeddedEngine | null;
  functions: WorkerFunctionDeps;
  models: Pick<LoadedModels, 'ofSearch'>;
  /** The dependencies that `/ready` asks. */
  checks: Check[];
  /** What `/ready` tells besides. */
  readPaused(): Promise<WhatIsPaused>;
  logger: Logger;
  shoppers: ShoppersFirst;
}

export interface Worker {
  port: number;
  /** Takes no more work and gives what is under way `graceMs` to end; what does not is run again elsewhere or later. */
  close(graceMs: number): Promise<void>;
}

/** Serves the worker's functions and its internal API, and registers the functions. */
export async function startWorker(settings: WorkerSettings, deps: WorkerDeps): Promise<Worker> {
  const { inngest, logger } = deps;
  const activity = new Activity();
  const stopping = new AbortController();
  let registration: Registration | undefined;
  const endpoint = createInngestEndpoint({
    client: inngest,
    functions: workerFunctions(inngest, deps.functions),
    serveOrigin: settings.url,
    ...deps.signing,
    isEngine: () => deps.engine?.isEmbedded === true,
    onCall: () => activity.begin(),
  });
  const beats = new BeatWatch({
    readAge: () => readBeatAge(deps.functions.db, 'sweep'),
    onMissed: () => registration?.renew(),
    logger,
    signal: stopping.signal,
  });
  const registered = {
    name: 'inngest',
    run: async () => {
      await assertRegistered(registration);
      beats.check();
    },
  };
  const health: Handler = (_request, response) => {
    const work = activity.state();
    const ok = !work.wedged;
    answerJson(response, ok ? 200 : 503, { ok, work });
  };
  const ready: Handler = async (_request, response) => {
    const readiness = await askAll([...deps.checks, registered], deps.readPaused);
    answerJson(response, readiness.ready && !stopping.signal.aborted ? 200 : 503, readiness);
  };
  const inngestHandler: Handler = (request, response) => {
    if (request.method === 'POST' && stopping.signal.aborted) return answerJson(response, 503, STOPPING);
    return answerInngest(endpoint, request, response);
  };
  const server = createHttpServer(
    {
      [`* ${SERVE_PATH}`]: inngestHandler,
      'POST /internal/embed': createEmbedEndpoint({
        models: deps.models,
        token: settings.token,
        shoppers: deps.shoppers,
      }),
      'GET /internal/judged-picture': createJudgedPictureEndpoint({
        token: settings.token,
        read: (productId) => readJudgedPicture(deps.functions, productId),
      }),
      'GET /health': health,
      'GET /api/health': health,
      'GET /ready': ready,
      'GET /api/ready': ready,
      'GET /metrics': createMetricsEndpoint(settings.metricsToken),
    },
    logger,
  );
  const port = await listen(server, settings);
  registration = new Registration({
    appId: 'soko-worker',
    registeredUrl: `${settings.url}${SERVE_PATH}`,
    serveUrl: `${settings.url}${SERVE_PATH}`,
    // It listens by now; where it listens may be no address of loopback, and nobody else may ask for this.
    ask: () => endpoint(OWN_REGISTRATION),
    logger,
    signal: stopping.signal,
    serverUrl: deps.serverUrl,
    engine: deps.engine,
  });
  return {
    port,
    async close(graceMs) {
      stopping.abort();
      const idle = await activity.idle(graceMs);
      if (!idle) logger.warn({ inFlight: activity.state().inFlight }, 'work under way is abandoned; it is run again');
      await registration?.ended;
      await closeServer(server);
    },
  };
}

const OWN_REGISTRATION: EndpointRequest = {
  ...{ method: 'PUT', target: SERVE_PATH, headers: new Headers(), body: null },
  caller: { isLocal: true, client: 'this worker' },
};
const STOPPING = { error: { code: 'stopping', message: 'This worker is stopping; the work goes to the next one.' } };

async function assertRegistered(registration: Registration | undefined): Promise<void> {
  if (!registration) throw new Error('not registered with Inngest yet');
  await registration.check();
}

/** The endpoint speaks the web's requests and responses. Throws for who may not enter, whose body is not read. */
async function answerInngest(
  endpoint: InngestEndpoint,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const peer = request.socket.remoteAddress ?? '';
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) if (value) headers.set(name, [value].flat().join(', '));
  try {
    const answer = await endpoint({
      method: request.method ?? '',
      target: request.url ?? '',
      headers,
      body: request,
      caller: { isLocal: isFromThisMachine({ peer, headers: request.headers }), client: peer },
    });
    const body = Buffer.from(await answer.arrayBuffer());
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(body);
  } catch (error) {
    // What is left of the body goes with the connection.
    response.setHeader('connection', 'close');
    throw error;
  }
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
