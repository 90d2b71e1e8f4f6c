import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Pool } from 'pg';
import { readRunFile } from '@/supervisor/run-file';
import { DemoSystem } from '../demo/demo-system';
import { type DemoUsers, makeDemoUsers } from '../demo/demo-users';
import { ask, until } from './client';
import { honestSync } from './honest-sync';
import { hostilePages } from './hostile-pages-server';
import { type Listening, ownPort } from './listening';
import { StandInWorld } from './stand-in-world';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** What shoppers find things among. */
const PRODUCTS_AT_FIRST = 24;
const READY_AGAIN_WITHIN_MS = 30_000;

/** The whole system on its embedded defaults, in a temporary home and on ports of its own. */
export interface AttackedSystem {
  isShort: boolean;
  home: string;
  /** Its folder for temporary files: what an attack leaves there can be told apart. */
  temporary: string;
  url: string;
  ports: { web: number; worker: number; engine: number };
  /** The settings its processes run with, secrets included. */
  environment: Record<string, string>;
  database: Pool;
  world: StandInWorld;
  /** Answers hostile product pages; the system may fetch from it. */
  pages: Listening;
  users: DemoUsers;
  /** Of a live product. */
  photo: Buffer;
  photoFile: string;
  liveProductId: string;
  /** Everything that any of its processes has written so far. */
  log(): Promise<string>;
  pids(): Promise<Record<string, number>>;
  isReady(): Promise<boolean>;
  readyAgain(withinMs?: number): Promise<boolean>;
  /** The operator's CLI on it; what it printed. */
  soko(...words: string[]): Promise<{ code: number | null; output: string }>;
  stop(): Promise<void>;
}

interface Start {
  isShort: boolean;
  /** A folder for its home; the system's own for temporary files unless told. */
  under?: string;
  say(line: string): void;
}

/** What has been started and not yet stopped; for an end from outside. */
const running = new Set<() => Promise<void>>();

export async function stopWhateverRuns(): Promise<void> {
  await Promise.allSettled([...running].map((stop) => stop()));
}

export async function startAttackedSystem({ isShort, say, under = tmpdir() }: Start): Promise<AttackedSystem> {
  const home = await mkdtemp(path.join(under, 'soko-attack-'));
  const temporary = await mkdtemp(path.join(under, 'soko-attack-tmp-'));
  // PostgreSQL runs as somebody else, and is handed a file there.
  await chmod(temporary, 0o755);
  Object.assign(process.env, { PORT: String(await ownPort()), WORKER_PORT: String(await ownPort()) });
  const [world, pages] = await Promise.all([StandInWorld.start(), hostilePages()]);
  const { allowedHosts, ...addresses } = world.process;
  const opened = { ...addresses, allowedHosts: [...allowedHosts, `127.0.0.1:${pages.port}`].join(',') };
  const before = process.env.TMPDIR;
  process.env.TMPDIR = temporary;
  const demo = new DemoSystem({ root: ROOT, home, world: opened });
  const stop = async () => {
    if (!running.delete(stop)) return;
    await demo.stop();
    await Promise.all([world.process.stop(), pages.close()]);
    for (const folder of [home, temporary]) await rm(folder, { recursive: true, force: true });
  };
  running.add(stop);
  try {
    await demo.ready(say).finally(() => restore('TMPDIR', before));
    const run = await readRunFile(home);
    if (run === undefined) throw new Error('the system has left no run.json');
    const users = await makeDemoUsers(home, run.databaseUrl);
    const { phone, productIds } = await world.addSeller(PRODUCTS_AT_FIRST);
    const [liveProductId = ''] = productIds;
    const photo = await world.picture(liveProductId);
    const photoFile = path.join(home, 'photo.jpg');
    await writeFile(photoFile, photo);
    const lost = await honestSync({ url: run.webUrl, world }, { phone, count: PRODUCTS_AT_FIRST });
    if (lost.length > 0) throw new Error(`the first seller's products did not all go live: ${lost.join(', ')}`);
    const port = (url = '') => Number(new URL(url).port);
    const database = new Pool({ connectionString: run.databaseUrl, max: 2 });
    database.on('error', () => {});
    const isReady = async () => (await ask(`${run.webUrl}/api/ready`, { patienceMs: 5_000 })).status === 200;
    return {
      isShort,
      home,
      temporary,
      url: run.webUrl,
      ports: { web: port(run.webUrl), worker: port(run.workerUrl), engine: port(run.inngestUrl) },
      environment: run.environment,
      database,
      world,
      pages,
      users,
      photo,
      photoFile,
      liveProductId,
      log: () => readFile(demo.logFile, 'utf8'),
      pids: () => readPids(home),
      isReady,
      readyAgain: async (withinMs = READY_AGAIN_WITHIN_MS) =>
        (await until(async () => (await isReady()) || undefined, withinMs)) ?? false,
      soko: (...words) => runCli(home, words),
      async stop() {
        await database.end();
        await stop();
      },
    };
  } catch (error) {
    const words = demo.lastLines().join('\n');
    await stop();
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${words}`, { cause: error });
  }
}

async function readPids(home: string): Promise<Record<string, number>> {
  const run = await readRunFile(home);
  return Object.fromEntries(Object.entries(run?.processes ?? {}).map(([name, { pid }]) => [name, pid]));
}

async function runCli(home: string, words: string[]): Promise<{ code: number | null; output: string }> {
  const { PORT: _, WORKER_PORT: __, ...environment } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', 'cli/main.ts', ...words], {
    cwd: ROOT,
    env: { ...environment, SOKO_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output };
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
