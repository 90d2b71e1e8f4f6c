import type { Logger } from 'pino';
import type { EngineConfig } from './config';
import { Metrics } from './metrics';
import type { StoredEvent } from './protocol/event';
import type { FunctionDefinition } from './protocol/function-definition';
import { MAX_ADDRESSES_PER_APP, MAX_APPS } from './protocol/limits';
import type { Checkpoint } from './protocol/operation';
import type { Registration } from './protocol/registration';
import { RequestError } from './protocol/request-error';
import { AppClient } from './scheduler/app-client';
import { AppDirectory } from './scheduler/app-directory';
import { Batcher } from './scheduler/batcher';
import { Caller } from './scheduler/caller';
import { Calls } from './scheduler/calls';
import { CronClock } from './scheduler/cron-clock';
import { Eraser } from './scheduler/eraser';
import { Housekeeper } from './scheduler/housekeeper';
import { Registry } from './scheduler/registry';
import { Scheduler } from './scheduler/scheduler';
import { acceptEvents } from './store/accept-events';
import { readApps, removeAppUrl, saveRegistration, trimAppUrls } from './store/apps';
import { type Database, isConnectionError } from './store/database';
import { type PlannedRun, planEvent } from './store/plan-event';
import { readCounts } from './store/runs';

/** The engine's parts and how they tell each other what happened. Expects a migrated database that is its own. */
export class Engine {
  readonly metrics = new Metrics();
  isAvailable = true;

  readonly #stop = new AbortController();
  readonly #registry = new Registry();
  readonly #directory = new AppDirectory();
  readonly #calls = new Calls();
  readonly #eraser: Eraser;
  readonly #client: AppClient;
  readonly #caller: Caller;
  readonly #scheduler: Scheduler;
  readonly #batcher: Batcher;
  readonly #crons: CronClock;
  readonly #housekeeper: Housekeeper;

  constructor(
    readonly config: EngineConfig,
    private readonly database: Database,
    readonly logger: Logger,
  ) {
    const { signal } = this.#stop;
    const onDue = (functionIds: Iterable<string>) => this.#scheduler.wake(functionIds);
    const onStarted = (runs: PlannedRun[]) => this.#scheduler.started(runs);
    const onError = (error: unknown) => this.#report(error);
    const shared = { database, registry: this.#registry, directory: this.#directory, logger, signal };
    this.#eraser = new Eraser(database, this.#calls);
    this.#client = new AppClient(config.signingKey);
    this.#caller = new Caller({
      ...shared,
      client: this.#client,
      calls: this.#calls,
      retryBaseMs: config.retryBaseMs,
      metrics: this.metrics,
    });
    this.#scheduler = new Scheduler({ ...shared, caller: this.#caller });
    this.#batcher = new Batcher({ database, onStarted, onError });
    this.#crons = new CronClock({ database, onDue, onError });
    this.#housekeeper = new Housekeeper({
      ...shared,
      eraser: this.#eraser,
      retentionMs: config.retentionMs,
      onDue,
      onError,
      onForgotten: () => this.#reload(),
    });
  }

  /** Learns what events start. An event that is taken in before would be stored, and start nothing for ever. */
  async prepare(): Promise<void> {
    await trimAppUrls(this.database.query, MAX_ADDRESSES_PER_APP);
    await this.#learn();
  }

  /** Takes up the work where it was left. */
  async start(): Promise<void> {
    await this.#reload();
    this.#housekeeper.start();
  }

  /** Lets calls that are under way end for a while; what does not is made again after the next start. */
  async stop(graceMs: number): Promise<void> {
    this.#crons.stop();
    this.#housekeeper.stop();
    const timer = setTimeout(() => {
      this.#stop.abort();
      this.#calls.abortAll();
    }, graceMs);
    await Promise.all([this.#scheduler.drain(), this.#batcher.stop()]);
    clearTimeout(timer);
    this.#stop.abort();
    await this.#client.close();
  }

  setAvailable(isAvailable: boolean): void {
    this.isAvailable = isAvailable;
    if (isAvailable) this.#scheduler.resume();
    else this.#scheduler.pause();
  }

  /** Throws a RequestError when there are too many already. */
  async register(registration: Registration): Promise<void> {
    const { appId, url, sdk, functions } = registration;
    const apps = this.#directory.appIds();
    if (!apps.has(appId) && apps.size >= MAX_APPS) {
      throw new RequestError(400, `There are ${MAX_APPS} apps already, more than an embedded engine serves.`);
    }
    const removed = this.#directory.replacedBy(appId, url, MAX_ADDRESSES_PER_APP);
    const isNews = this.#directory.servedAt(appId, url).length !== functions.length;
    await this.database.transaction(async (query) => {
      for (const other of removed) await removeAppUrl(query, other.appId, other.url);
      await saveRegistration(query, registration, Date.now());
    });
    await this.#reload();
    this.#directory.seen(appId, url);
    this.#scheduler.wakeAll();
    // They register again and again, so that whatever got lost is put right.
    this.logger[isNews ? 'info' : 'debug']({ appId, url, sdk, functions: functions.length }, 'an app registered');
  }

  /** Takes events in: what they start is stored with them. Throws when the database does not take them. */
  async accept(given: StoredEvent[]): Promise<void> {
    const now = Date.now();
    const wanted = this.#eraser.withoutErased(given);
    // Of several with one id the first counts.
    const events = [...new Map(wanted.toReversed().map((event) => [event.id, event])).values()].reverse();
    const plans = events.map((event) => planEvent(event, this.#registry.triggeredBy(event.name), now));
    const runs = plans.flatMap((plan) => plan.runs);
    const batchItems = plans.flatMap((plan) => plan.batchItems);
    const accepted = await acceptEvents(this.database.query, { events, runs, batchItems, now });
    this.metrics.eventsAccepted(given.length);
    this.#scheduler.started(runs.filter(({ event_ids: [id = ''] }) => accepted.has(id)));
    this.#batcher.look(batchItems.map((item) => item.function_id));
  }

  servedAt(appId: string, url: string): { id: string; callable: boolean }[] {
    return this.#directory.servedAt(appId, url);
  }

  /** Functions with nobody who could be called for them. */
  uncallable(): string[] {
    return this.#registry.all().flatMap(({ id }) => (this.#directory.canCall(id) ? [] : [id]));
  }

  /** Takes everything that names a value out of the tables; what was under way for it ends quietly. */
  async erase(value: string): Promise<{ events: number; runs: number }> {
    const { events, runs } = await this.#eraser.erase(value);
    this.logger.info({ events, runs: runs.length }, 'something was erased');
    this.#scheduler.wakeAll();
    return { events, runs: runs.length };
  }

  storeSteps(checkpoint: Checkpoint): Promise<'stored' | 'stale' | 'refused'> {
    return this.#caller.store(checkpoint);
  }

  async status() {
    const counts = new Map((await readCounts(this.database.query)).map((entry) => [entry.functionId, entry]));
    const registered = new Set(this.#registry.all().map(({ id }) => id));
    const functions = [...new Set([...registered, ...counts.keys()])].sort().map((functionId) => ({
      queued: 0,
      waiting: 0,
      failed: 0,
      unbatched: 0,
      ...counts.get(functionId),
      functionId,
      running: this.#scheduler.callsOf(functionId),
      registered: registered.has(functionId),
      callable: this.#directory.canCall(functionId),
    }));
    return { apps: this.#directory.list(), functions };
  }

  async renderMetrics(): Promise<{ type: string; text: string }> {
    return this.metrics.render(await readCounts(this.database.query), this.#calls.size);
  }

  /** What events start, and where that can be called. */
  async #learn(): Promise<FunctionDefinition[]> {
    const { urls, functions } = await readApps(this.database.query);
    this.#directory.replace(urls);
    this.#registry.replace(functions);
    return functions;
  }

  async #reload(): Promise<void> {
    const functions = await this.#learn();
    this.#scheduler.replaceFunctions(functions);
    this.#batcher.replaceFunctions(functions);
    await this.#crons.replaceFunctions(functions);
  }

  #report(error: unknown): void {
    if (this.#stop.signal.aborted) return;
    if (isConnectionError(error)) this.logger.debug({ problem: error.message }, 'the database is away');
    else this.logger.error({ err: error }, 'the engine met an error');
  }
}
