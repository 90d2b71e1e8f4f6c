import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Engine } from '../engine';
import { readEvents } from '../protocol/event';
import { MAX_ANSWER_BYTES, MAX_SEND_BYTES } from '../protocol/limits';
import { readCheckpoint } from '../protocol/operation';
import { readAppUrl, readRegistration } from '../protocol/registration';
import { RequestError } from '../protocol/request-error';
import { hashSigningKey, sameSecret } from '../protocol/signing';
import { mayReadMetrics } from './metrics-access';

export interface Reply {
  status: number;
  body: unknown;
  /** For anything but JSON. */
  contentType?: string;
  headers?: Record<string, string>;
}

type Route = (engine: Engine, request: IncomingMessage, params: string[]) => Promise<Reply>;

const MAX_REGISTRATION_BYTES = 4 * 1024 * 1024;
const MAX_ERASURE_BYTES = 4 * 1024;
/** Shorter ones are found in everything. */
const SHORTEST_ERASED = 7;

const ROUTES: { method: string; path: RegExp; route: Route }[] = [
  { method: 'POST', path: /^\/e\/([^/]+)$/, route: takeEvents },
  { method: 'POST', path: /^\/fn\/register$/, route: register },
  { method: 'POST', path: /^\/v1\/checkpoint\/([^/]+)\/async$/, route: storeSteps },
  { method: 'GET', path: /^\/engine\/apps\/([^/]+)$/, route: servedAt },
  { method: 'POST', path: /^\/engine\/erase$/, route: erase },
  { method: 'GET', path: /^\/health$/, route: health },
  { method: 'GET', path: /^\/status$/, route: status },
  { method: 'GET', path: /^\/metrics$/, route: metrics },
];

/** Answers one request. Throws a RequestError for what is the caller's fault. */
export async function answer(engine: Engine, request: IncomingMessage): Promise<Reply> {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  for (const { method, path: pattern, route } of ROUTES) {
    const match = pattern.exec(path);
    if (match && method === request.method) return route(engine, request, match.slice(1).map(decode));
  }
  throw new RequestError(404, `There is no ${request.method} ${path} here.`);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new RequestError(400, 'The address is not well formed.');
  }
}

/** Reads a JSON body of bounded size. Throws a RequestError. */
async function readJson(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  const tooLarge = () => new RequestError(413, `The body is larger than ${maxBytes} bytes.`);
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new RequestError(400, 'The body is not JSON.');
  }
}

async function takeEvents(engine: Engine, request: IncomingMessage, [key = '']: string[]): Promise<Reply> {
  if (!sameSecret(key, engine.config.eventKey)) {
    throw new RequestError(401, 'This is not the engine’s INNGEST_EVENT_KEY.');
  }
  const seed = request.headers['x-inngest-event-id-seed'];
  const body = await readJson(request, MAX_SEND_BYTES);
  const events = readEvents(body, typeof seed === 'string' ? seed : undefined);
  await engine.accept(events);
  return { status: 200, body: { ids: events.map(({ id }) => id), status: 200 } };
}

function requireSigningKey(engine: Engine, request: IncomingMessage): void {
  const given = (request.headers.authorization ?? '').replace(/^Bearer /, '');
  if (!sameSecret(given, hashSigningKey(engine.config.signingKey))) {
    throw new RequestError(401, 'The app’s INNGEST_SIGNING_KEY is not the engine’s.');
  }
}

async function register(engine: Engine, request: IncomingMessage): Promise<Reply> {
  requireSigningKey(engine, request);
  try {
    const registration = readRegistration(await readJson(request, MAX_REGISTRATION_BYTES));
    const url = readAppUrl(registration.url, engine.config.allowedAppHosts);
    await engine.register({ ...registration, url });
    return { status: 200, body: { status: 200, modified: true } };
  } catch (error) {
    if (error instanceof RequestError) engine.logger.error({ problem: error.message }, 'a registration was refused');
    throw error;
  }
}

async function storeSteps(engine: Engine, request: IncomingMessage, [runId = '']: string[]): Promise<Reply> {
  requireSigningKey(engine, request);
  const checkpoint = readCheckpoint(await readJson(request, MAX_ANSWER_BYTES));
  if (!checkpoint || checkpoint.runId !== runId)
    throw new RequestError(400, 'Only finished steps can be stored meanwhile.');
  const stored = await engine.storeSteps(checkpoint);
  // 409 tells the SDK that this call has been given up and to stop where it is.
  if (stored === 'stale') throw new RequestError(409, 'This call is no longer the run’s current one.');
  if (stored === 'refused') throw new RequestError(400, 'The run would be larger than a run may be.');
  return { status: 200, body: { data: {} } };
}

/** Soko's own: what the engine could call the process at `?url=` for. */
async function servedAt(engine: Engine, request: IncomingMessage, [appId = '']: string[]): Promise<Reply> {
  requireSigningKey(engine, request);
  const url = new URLSearchParams((request.url ?? '').split('?')[1]).get('url') ?? '';
  return { status: 200, body: { engine: 'soko', functions: engine.servedAt(appId, url) } };
}

const erasureSchema = z.strictObject({ value: z.string().min(SHORTEST_ERASED).max(200) });

/** Soko's own: takes out everything that names a value, such as the phone of a seller who asked for it. */
async function erase(engine: Engine, request: IncomingMessage): Promise<Reply> {
  requireSigningKey(engine, request);
  const parsed = erasureSchema.safeParse(await readJson(request, MAX_ERASURE_BYTES));
  if (!parsed.success) throw new RequestError(400, `This names nothing to erase: ${z.prettifyError(parsed.error)}`);
  return { status: 200, body: { engine: 'soko', ...(await engine.erase(parsed.data.value)) } };
}

async function health(engine: Engine): Promise<Reply> {
  const { isAvailable } = engine;
  const status = isAvailable ? 'ok' : 'database away';
  // Told, and no reason to restart this process: it is the apps that are away.
  return { status: isAvailable ? 200 : 503, body: { status, uncallable: engine.uncallable() } };
}

async function status(engine: Engine, request: IncomingMessage): Promise<Reply> {
  requireSigningKey(engine, request);
  return { status: 200, body: await engine.status() };
}

async function metrics(engine: Engine, request: IncomingMessage): Promise<Reply> {
  if (!mayReadMetrics(request, engine.config.metricsToken)) {
    const error = 'Send METRICS_TOKEN as a bearer token, or ask from the machine that the engine runs on.';
    return { status: 401, body: { error, status: 401 }, headers: { 'www-authenticate': 'Bearer' } };
  }
  const { type, text } = await engine.renderMetrics();
  return { status: 200, body: text, contentType: type };
}
