import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { ENV_NAMES, type Env } from '@/lib/platform/env';
import { isInngestDev, workerOrigin } from '@/lib/platform/inngest-addresses';
import { migrate } from '@/lib/platform/migrate';
import { type KnownProcess, knownProcess } from '@/lib/platform/processes';
import { refuseTransactionPooler } from '@/lib/platform/transaction-pooler';
import { embeddedDatabase } from './embedded-database';
import { portsTaken } from './free-port';
import { lockHome } from './home-lock';
import { spawnNode } from './node-process';
import type { Output } from './output';
import { Part, type PartSettings } from './part';
import { untilAnswers, untilPortNamed } from './readiness';
import type { RestartSettings } from './restart-policy';
import { clearLeftovers, removeRunFile, writeRunFile } from './run-file';
import { readOrMakeSecrets, type Secrets } from './secrets-file';

/** Work under way may end within this; what does not is taken up again after the next start. */
const STOP_WITHIN_MS = 15_000;

const ADVICE =
  'The other parts go on, /api/ready answers 503 and names what is missing, and it is tried again every few minutes. ' +
  'Mend what its last lines tell (docs/operations.md, "When something is wrong"); ' +
  'if it does not come back then, stop and start again.';

/** Scripts and their arguments. */
export interface Commands {
  engine: string[];
  worker: string[];
  web: string[];
}

export interface SystemSettings {
  /** The project's folder. */
  root: string;
  settings: Env;
  /** What was set from outside, as it was: children read it themselves. */
  source: Record<string, string | undefined>;
  output: Output;
  commands: Commands;
  preload?: string;
  /** What children get besides: development's NODE_ENV. */
  environment?: Record<string, string>;
  restarts?: RestartSettings;
  /** Told when a part cannot be made to run before everything was ready. Later the others go on without it. */
  onGiveUp(error: Error): void;
}

/** Everything Soko is, on one machine: starts in the order of who needs whom, stops in the reverse order. */
export class System {
  readonly #options: SystemSettings;
  readonly #home: string;
  readonly #parts: Part[] = [];
  readonly #processes: Record<string, KnownProcess> = {};
  readonly #force = new AbortController();
  #environment: Record<string, string> = {};
  #unlock: (() => Promise<void>) | undefined;
  #stopped: Promise<void> | undefined;
  #saving: Promise<void> = Promise.resolve();
  #readyAt = Number.POSITIVE_INFINITY;

  constructor(options: SystemSettings) {
    this.#options = options;
    this.#home = path.resolve(options.root, options.settings.SOKO_HOME);
  }

  get home(): string {
    return this.#home;
  }

  /** Takes SOKO_HOME and looks whether the ports are free: what can go wrong before anything is started. */
  async prepare(): Promise<void> {
    const { settings, output } = this.#options;
    workerOrigin(settings);
    await mkdir(this.#home, { recursive: true });
    this.#unlock = await lockHome(this.#home);
    await clearLeftovers(this.#home, output);
    const taken = await portsTaken([
      { setting: 'PORT', port: settings.PORT, neededBy: 'the web (marketplace and API)' },
      { setting: 'WORKER_PORT', port: settings.WORKER_PORT, neededBy: 'the worker', host: settings.WORKER_HOST },
      { setting: 'ENGINE_PORT', port: settings.ENGINE_PORT, neededBy: 'the embedded engine', host: '127.0.0.1' },
    ]);
    if (taken.length > 0) throw new Error(taken.join('\n'));
  }

  /** Resolves when everything is ready. */
  async start(): Promise<void> {
    const { settings } = this.#options;
    const secrets = await readOrMakeSecrets(this.#home);
    this.#environment = this.#baseEnvironment(secrets);
    if (settings.DATABASE_URL !== undefined) await refuseTransactionPooler(settings.DATABASE_URL);
    this.#environment.DATABASE_URL = settings.DATABASE_URL ?? (await this.#startDatabase(secrets));
    await this.#migrate(this.#environment.DATABASE_URL);
    if (wantsEmbeddedEngine(settings)) await this.#startEngine(secrets);
    // Both need what has been started so far; neither needs the other to start.
    await Promise.all([this.#startPart(this.#workerPart()), this.#startPart(this.#webPart())]);
    await this.#saveRunFile();
    this.#readyAt = Date.now();
  }

  /** Stops all, the last first. Called again it only waits; `force` makes it quick. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stopAll();
    return this.#stopped;
  }

  /** Kills whatever is still running; `stop` then ends at once. */
  force(): void {
    this.#force.abort();
  }

  /** The last thing before this process ends, whatever the reason: nothing may be left behind. */
  killAll(): void {
    for (const part of this.#parts) part.kill();
  }

  async #stopAll(): Promise<void> {
    // Without the lock, what is in SOKO_HOME is somebody else's.
    if (this.#unlock === undefined) return;
    // Web and worker were started together and stop together.
    const [web, worker] = [this.#part('web'), this.#part('worker')];
    await Promise.all([web?.stop(this.#force.signal), worker?.stop(this.#force.signal)]);
    await this.#part('engine')?.stop(this.#force.signal);
    await this.#part('postgres')?.stop(this.#force.signal);
    await this.#saving.catch(() => {});
    await removeRunFile(this.#home);
    await this.#unlock();
  }

  #part(name: string): Part | undefined {
    return this.#parts.find((part) => part.name === name);
  }

  async #startDatabase({ databasePassword }: Secrets): Promise<string> {
    const { output, settings } = this.#options;
    const isVerbose = ['trace', 'debug'].includes(settings.LOG_LEVEL);
    const database = embeddedDatabase(this.#home, databasePassword, output, isVerbose);
    await this.#startPart(database.part);
    return database.url();
  }

  async #migrate(databaseUrl: string): Promise<void> {
    const { root, output } = this.#options;
    const applied = await migrate(databaseUrl, path.join(root, 'prisma/migrations'));
    for (const name of applied) output.say('info', `applied migration ${name}`);
  }

  async #startEngine({ inngestEventKey, inngestSigningKey }: Secrets): Promise<void> {
    const { settings } = this.#options;
    Object.assign(this.#environment, {
      INNGEST_EVENT_KEY: inngestEventKey,
      INNGEST_SIGNING_KEY: inngestSigningKey,
      INNGEST_DEV: '0',
    });
    // A free one at first; after a crash the same again, because the others know it by then.
    let port = settings.ENGINE_PORT;
    await this.#startPart({
      ...this.#nodePart('engine', () => ({ ENGINE_PORT: String(port) })),
      health: { url: () => (port === 0 ? undefined : `http://127.0.0.1:${port}/health`), tellsWedged: false },
      untilReady: async (child, signal) => {
        port = await untilPortNamed(child, signal);
      },
    });
    this.#environment.INNGEST_BASE_URL = `http://127.0.0.1:${port}`;
  }

  #workerPart(): PartSettings {
    const { WORKER_PORT, WORKER_HOST } = this.#options.settings;
    const host = WORKER_HOST === '0.0.0.0' || WORKER_HOST === '::' ? '127.0.0.1' : WORKER_HOST;
    const at = `http://${host}:${WORKER_PORT}`;
    return {
      ...this.#answeringPart('worker', `${at}/ready`),
      health: { url: () => `${at}/health`, tellsWedged: true },
    };
  }

  #webPart(): PartSettings {
    const at = `http://127.0.0.1:${this.#options.settings.PORT}`;
    return {
      ...this.#answeringPart('web', `${at}/api/ready`),
      health: { url: () => `${at}/api/health`, tellsWedged: false },
    };
  }

  #answeringPart(name: 'worker' | 'web', readyUrl: string): PartSettings {
    const onWaiting = (answer: string) => this.#options.output.say('info', `waiting for ${name}`, { answer });
    return {
      ...this.#nodePart(name, () => ({})),
      untilReady: (_child, signal) => untilAnswers(readyUrl, signal, onWaiting),
    };
  }

  #nodePart(name: 'engine' | 'worker' | 'web', more: () => Record<string, string>): Omit<PartSettings, 'untilReady'> {
    const { commands, root, preload, restarts } = this.#options;
    return {
      name,
      launch: (log) =>
        spawnNode({
          command: commands[name],
          preload,
          cwd: root,
          environment: { ...this.#environment, ...more() },
          log,
        }),
      stopSignal: 'SIGTERM',
      stopWithinMs: STOP_WITHIN_MS,
      ...(restarts ? { restarts } : {}),
    };
  }

  async #startPart(settings: PartSettings): Promise<void> {
    const { output } = this.#options;
    if (this.#stopped) throw new Error('told to stop');
    const part = new Part(settings, output, {
      onGiveUp: (error, since) => this.#goOnWithout(settings.name, error, since),
      onLaunch: ({ name, pid }) => this.#remember(name, pid),
    });
    this.#parts.push(part);
    const startedAt = Date.now();
    await part.start();
    output.say('info', `${settings.name} is ready`, { tookMs: Date.now() - startedAt });
  }

  /** What never ran must be mended first; of what did run, the rest still serves shoppers. */
  #goOnWithout(name: string, error: Error, since: number): void {
    const { output, onGiveUp, settings } = this.#options;
    if (since < this.#readyAt) onGiveUp(error);
    else output.say('error', `${error.message}\n${ADVICE}`, { part: name, ready: `${settings.PUBLIC_URL}/api/ready` });
  }

  async #remember(name: string, pid: number | undefined): Promise<void> {
    const known = pid === undefined ? undefined : await knownProcess(pid);
    if (known === undefined) return;
    this.#processes[name] = known;
    // Of a system that runs, only a later start's cleaning up is the poorer for it: a full disk must not end it.
    await this.#saveRunFile().catch((error: unknown) => {
      if (this.#readyAt === Number.POSITIVE_INFINITY) throw error;
      this.#options.output.say('warn', `run.json could not be written: ${String(error)}`);
    });
  }

  /** One after another: parts start at the same time. */
  #saveRunFile(): Promise<void> {
    const write = () => (this.#stopped ? undefined : this.#writeRunFile());
    // One that failed must not keep the next from trying.
    this.#saving = this.#saving.then(write, write);
    return this.#saving;
  }

  async #writeRunFile(): Promise<void> {
    const { settings } = this.#options;
    const { DATABASE_URL = '', INNGEST_BASE_URL } = this.#environment;
    await writeRunFile(this.#home, {
      startedAt: new Date().toISOString(),
      webUrl: `http://127.0.0.1:${settings.PORT}`,
      workerUrl: settings.WORKER_URL,
      databaseUrl: DATABASE_URL,
      ...(INNGEST_BASE_URL === undefined ? {} : { inngestUrl: INNGEST_BASE_URL }),
      environment: this.#environment,
      processes: this.#processes,
    });
  }

  #baseEnvironment(secrets: Secrets): Record<string, string> {
    const { settings, source } = this.#options;
    const given = ENV_NAMES.flatMap((name) => {
      const value = source[name]?.trim();
      return value ? [[name, value] as const] : [];
    });
    return {
      SOKO_SECRET: secrets.sokoSecret,
      WORKER_TOKEN: secrets.workerToken,
      ...Object.fromEntries(given),
      SOKO_HOME: this.#home,
      PORT: String(settings.PORT),
      WORKER_PORT: String(settings.WORKER_PORT),
      WORKER_HOST: settings.WORKER_HOST,
      WORKER_URL: settings.WORKER_URL,
      PUBLIC_URL: settings.PUBLIC_URL,
      LOG_LEVEL: settings.LOG_LEVEL,
      ...this.#options.environment,
    };
  }
}

/** Any of Inngest's own names that points to a server means that there is one. */
export function wantsEmbeddedEngine({ INNGEST_BASE_URL, INNGEST_SIGNING_KEY, INNGEST_DEV }: Env): boolean {
  return INNGEST_BASE_URL === undefined && INNGEST_SIGNING_KEY === undefined && !isInngestDev(INNGEST_DEV);
}
