import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { Counter, collectDefaultMetrics, Gauge, Registry as MetricsRegistry } from 'prom-client';
import type { EngineConfig } from './config';
import { routes } from './http/routes';
import { startServer } from './http/server';
import { Batches } from './scheduler/batches';
import { Crons } from './scheduler/cron';
import { Executor } from './scheduler/executor';
import { Intake } from './scheduler/intake';
import { Leases } from './scheduler/leases';
import { Registry } from './scheduler/registry';
import { RunWriter } from './scheduler/run-writer';
import { Scheduler } from './scheduler/scheduler';
import { Database } from './store/database';
import { EngineStore } from './store/engine-store';
import { holdOnlyEngineLock } from './store/only-engine';

const PRUNE_EVERY_MS = 10 * 60_000;

export interface Engine {
  port: number;
  url: string;
  close(): Promise<void>;
}

/** Starts the engine: resumes what was in flight, then listens. Throws when another engine works on this database. */
export async function startEngine(
  config: EngineConfig,
  onLost: (error: Error) => void = () => undefined,
): Promise<Engine> {
  const log = pino({ level: config.logLevel, base: { process: 'engine' } });
  const database = new Database(config.databaseUrl, log);
  const store = new EngineStore(database);
  await store.prepare();
  const lock = await holdOnlyEngineLock(config.databaseUrl, log, onLost);

  const metrics = new MetricsRegistry();
  collectDefaultMetrics({ register: metrics });
  const runs = new Counter({
    name: 'soko_engine_runs_total',
    help: 'Runs that ended',
    labelNames: ['function', 'how'],
    registers: [metrics],
  });
  const registry = new Registry(log);
  const leases = new Leases();
  const writer = new RunWriter(store, {
    // A failure's handlers are never batched: the SDK registers them without batchEvents.
    failed: async (client, event) => (await intake.startFor(client, [event])).runs,
    started: (handlers) => scheduler.addRuns(handlers),
    ended: (runId, functionId, how) => {
      runs.inc({ function: functionId, how });
      scheduler.forget(runId);
    },
  });
  const executor = new Executor(store, registry, leases, writer, config.signingKey);
  const scheduler = new Scheduler(registry, (item, fresh) => executor.execute(item, fresh), log);
  const batches = new Batches(store, registry, scheduler);
  const intake = new Intake(store, registry, scheduler, batches);
  const crons = new Crons(store, registry, scheduler);
  reportQueue(metrics, scheduler);

  for (const app of await store.apps()) {
    const { refused } = registry.add(app);
    if (refused.length > 0)
      log.warn({ app: app.appId, refused }, 'a registered app is no longer understood; it must register again');
  }
  const server = await startServer(
    routes({ config, store, registry, intake, leases, scheduler, crons, metrics }),
    config.host,
    config.port,
    log,
  );
  for (const { item, events } of await store.queue()) {
    scheduler.remember(item.runId, item.functionId, events);
    scheduler.addItems([item]);
  }
  await batches.resume();
  await crons.tick();
  const pruning = setInterval(() => {
    store.prune(config.keepHours).catch((error: unknown) => log.warn({ err: error }, 'old runs could not be removed'));
  }, PRUNE_EVERY_MS);

  const { port } = server.address() as AddressInfo; // a TCP server that listens: never a pipe, never null
  return {
    port,
    url: `http://${config.host}:${port}`,
    close: async () => {
      clearInterval(pruning);
      crons.stop();
      scheduler.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await batches.close();
      await lock.release();
      await database.close();
    },
  };
}

function reportQueue(metrics: MetricsRegistry, scheduler: Scheduler): void {
  const gauge = (name: string, help: string, field: 'waiting' | 'running'): Gauge =>
    new Gauge({
      name,
      help,
      labelNames: ['function'],
      registers: [metrics],
      collect() {
        for (const entry of scheduler.counts()) this.set({ function: entry.functionId }, entry[field]);
      },
    });
  gauge('soko_engine_waiting', 'Calls that wait for their time or a free place', 'waiting');
  gauge('soko_engine_running', 'Calls under way', 'running');
}
