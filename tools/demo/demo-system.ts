import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { World } from '@/e2e/world/world';
import { visibleText } from '@/lib/platform/visible-text';
import { freePort, isPortFree } from '@/supervisor/free-port';
import { spawnNode } from '@/supervisor/node-process';
import { readRunFile } from '@/supervisor/run-file';

/** A build on a slow machine takes a while; beyond this something is wrong. */
const READY_WITHIN_MS = 15 * 60_000;
const STOP_WITHIN_MS = 40_000;
/** What would lead the demo away from its embedded defaults. */
const LEFT_OUT = [
  'DATABASE_URL',
  'INNGEST_BASE_URL',
  'INNGEST_EVENT_KEY',
  'INNGEST_SIGNING_KEY',
  'INNGEST_DEV',
  'MILVUS_ADDRESS',
  'S3_BUCKET',
  'WHATSAPP_PROFILE_DIR',
  'PUBLIC_URL',
  'WORKER_URL',
];

const lineSchema = z.looseObject({
  process: z.string(),
  level: z.union([z.string(), z.number()]),
  msg: z.string().optional(),
});

interface DemoSettings {
  root: string;
  home: string;
  world: Pick<World, 'origin' | 'allowedHosts' | 'geminiApiKey' | 'geminiBaseUrl'>;
  /** Other settings than the demo's. */
  settings?: Record<string, string>;
}

/** The system of the demo: `npm run up` in a process of its own, pointed at the stand-in world. */
export class DemoSystem {
  readonly logFile: string;
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<void>;
  readonly #settings: DemoSettings;
  /** Written at once and by number: a stream ends with the first line that a full disk does not take. */
  readonly #log: number;
  readonly #child: Promise<ChildProcess>;
  readonly #ports: Promise<{ web: number; worker: number }>;
  #lastLines: string[] = [];
  #hasEnded = false;
  #url = '';
  #onLine: (process: string, level: string, message: string) => void = () => {};

  constructor(settings: DemoSettings) {
    this.#settings = settings;
    mkdirSync(settings.home, { recursive: true });
    this.logFile = path.join(settings.home, 'demo.log');
    this.#log = openSync(this.logFile, 'w');
    this.#ports = choosePorts();
    this.#child = this.#ports.then((ports) => this.#spawn(ports));
    this.ended = this.#child.then(async (child) => {
      if (child.exitCode === null) await once(child, 'close');
      this.#hasEnded = true;
    });
  }

  get url(): string {
    return this.#url;
  }

  lastLines(): string[] {
    return this.#lastLines;
  }

  async databaseUrl(): Promise<string> {
    const run = await readRunFile(this.#settings.home);
    if (run === undefined) throw new Error('the running system has left no run.json');
    return run.databaseUrl;
  }

  /** Resolves when the web answers that everything is there. `onStep` is told what happens meanwhile. */
  async ready(onStep: (line: string) => void): Promise<void> {
    this.#url = `http://localhost:${(await this.#ports).web}`;
    this.#onLine = (process, level, message) => {
      if (process === 'soko' || /^(building|built) /.test(message) || level === 'error') onStep(message);
    };
    for (const giveUpAt = Date.now() + READY_WITHIN_MS; Date.now() < giveUpAt; await sleep(200)) {
      if (this.#hasEnded) throw new Error(`the system did not start:\n${this.#lastLines.join('\n')}`);
      const answer = await fetch(`${this.#url}/api/ready`).catch(() => undefined);
      if (answer?.status === 200 && (await readRunFile(this.#settings.home))) {
        this.#onLine = () => {};
        return;
      }
    }
    throw new Error('the system did not become ready');
  }

  async stop(): Promise<void> {
    const child = await this.#child;
    if (!this.#hasEnded) child.kill('SIGTERM');
    await this.ended;
    closeSync(this.#log);
  }

  #spawn(ports: { web: number; worker: number }): ChildProcess {
    const { root, home, world, settings } = this.#settings;
    return spawnNode({
      command: ['--import', 'tsx', '--import', './supervisor/exit-with-parent.ts', 'supervisor/main.ts'],
      cwd: root,
      orderlyStopMs: STOP_WITHIN_MS,
      environment: {
        ...Object.fromEntries(LEFT_OUT.map((name) => [name, ''])),
        SOKO_HOME: home,
        PORT: String(ports.web),
        WORKER_PORT: String(ports.worker),
        SIGLIP_MODEL: 'tiny',
        WHATSAPP_ORIGIN: world.origin,
        EXTRA_ALLOWED_HOSTS: world.allowedHosts,
        GEMINI_API_KEY: world.geminiApiKey,
        GEMINI_BASE_URL: world.geminiBaseUrl,
        LISTING_POLICY: 'open',
        ...settings,
      },
      log: (line) => this.#read(line),
    });
  }

  #read(line: string): void {
    try {
      writeSync(this.#log, `${line}\n`);
    } catch {
      // The demo goes on without its log.
    }
    const parsed = parse(line);
    const message = parsed?.msg ?? line;
    this.#lastLines = [...this.#lastLines.slice(-14), visibleText(`${parsed?.process ?? ''} ${message}`.trim())];
    this.#onLine(parsed?.process ?? '', String(parsed?.level ?? 'info'), message);
  }
}

/** The usual ports, or free ones where somebody else has them: the demo should just start. */
async function choosePorts(): Promise<{ web: number; worker: number }> {
  const choose = async (name: string, usual: number) => {
    if (process.env[name]) return Number(process.env[name]);
    return (await isPortFree(usual)) ? usual : freePort();
  };
  return { web: await choose('PORT', 3000), worker: await choose('WORKER_PORT', 3100) };
}

function parse(line: string): z.infer<typeof lineSchema> | undefined {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
