import type { Registry as MetricsRegistry } from 'prom-client';
import { z } from 'zod';
import type { EngineConfig } from '../config';
import { incomingEvents, MAX_EVENT_BYTES } from '../protocol/events';
import { checkpointBody, MAX_STEP_OUTPUT_BYTES, resultOf } from '../protocol/operations';
import { registrationBody } from '../protocol/registration';
import { hashedSigningKey, sameSecret } from '../protocol/signing';
import type { Crons } from '../scheduler/cron';
import type { Intake } from '../scheduler/intake';
import type { Leases } from '../scheduler/leases';
import type { Registry } from '../scheduler/registry';
import type { Scheduler } from '../scheduler/scheduler';
import { type EngineStore, saveSteps } from '../store/engine-store';
import { Refusal, type Route } from './server';

export interface Parts {
  config: EngineConfig;
  store: EngineStore;
  registry: Registry;
  intake: Intake;
  leases: Leases;
  scheduler: Scheduler;
  crons: Crons;
  metrics: MetricsRegistry;
}

export function routes(parts: Parts): [string, RegExp, Route][] {
  return [
    ['POST', /^\/e\/([^/]+)$/, events(parts)],
    ['POST', /^\/fn\/register$/, register(parts)],
    ['POST', /^\/v1\/checkpoint\/([^/]+)\/async$/, checkpoint(parts)],
    ['GET', /^\/health$/, async () => ({ body: { status: 'ok' } })],
    [
      'GET',
      /^\/status$/,
      async () => ({ body: { functions: parts.scheduler.counts(), runs: await parts.store.counts() } }),
    ],
    ['GET', /^\/metrics$/, async () => ({ body: await parts.metrics.metrics() })],
  ];
}

const events =
  ({ config, intake }: Parts): Route =>
  async ({ path, body }) => {
    if (!sameSecret(decodeURIComponent(path[1] ?? ''), config.eventKey))
      throw new Refusal(401, 'this event key is not known here');
    const parsed = incomingEvents.safeParse(json(body));
    if (!parsed.success) throw new Refusal(400, z.prettifyError(parsed.error));
    const large = parsed.data.find((event) => Buffer.byteLength(JSON.stringify(event)) > MAX_EVENT_BYTES);
    if (large !== undefined) throw new Refusal(413, `event ${large.name} is over 3 MB`);
    return { body: { ids: await intake.accept(parsed.data), status: 200 } };
  };

const register =
  ({ config, store, registry, crons }: Parts): Route =>
  async ({ headers, body }) => {
    authorise(config, headers.authorization);
    const parsed = registrationBody.safeParse(json(body));
    if (!parsed.success) throw new Refusal(400, z.prettifyError(parsed.error));
    const url = new URL(parsed.data.url);
    if (!config.appHosts.includes(url.hostname))
      throw new Refusal(403, `apps on ${url.hostname} may not register here (ENGINE_APP_HOSTS)`);
    url.search = '';
    const app = { appId: parsed.data.appName, url: url.href, functions: parsed.data.functions };
    const { refused } = registry.add(app);
    if (refused.length > 0) throw new Refusal(400, `not registered: ${refused.join(' | ')}`);
    await store.saveApp(app);
    crons.arm();
    return { body: { status: 200, ok: true, modified: true } };
  };

const checkpoint =
  ({ config, store, leases }: Parts): Route =>
  async ({ path, headers, body }) => {
    authorise(config, headers.authorization);
    const parsed = checkpointBody.safeParse(json(body));
    if (!parsed.success) throw new Refusal(400, z.prettifyError(parsed.error));
    const { qi_id: lease, steps } = parsed.data;
    const runId = decodeURIComponent(path[1] ?? '');
    if (!leases.holds(runId, lease)) throw new Refusal(409, 'another call of this run is the one that counts');
    const ended = steps.flatMap((op) => {
      const result = resultOf(op);
      return result === undefined ? [] : [{ id: op.id, result }];
    });
    if (ended.some((step) => Buffer.byteLength(JSON.stringify(step.result)) > MAX_STEP_OUTPUT_BYTES))
      throw new Refusal(413, 'a step output is over 4 MB');
    await store.transaction((client) => saveSteps(client, runId, ended));
    return { body: { data: {} } };
  };

function authorise(config: EngineConfig, authorization: string | undefined): void {
  const given = authorization?.replace(/^Bearer /, '') ?? '';
  if (!sameSecret(given, hashedSigningKey(config.signingKey))) throw new Refusal(401, 'the signing key does not match');
}

function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Refusal(400, 'the body is not JSON');
  }
}
