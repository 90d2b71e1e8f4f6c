import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Pool } from 'pg';
import { type RunFile, readRunFile } from '@/supervisor/run-file';
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

interface Parts {
  home: string;
  /** Its folder for temporary files. */
  temporary: string;
  isShort: boolean;
  world: StandInWorld;
  pages: Listening;
  demo: DemoSystem;
  run: RunFile;
  users: DemoUsers;
  stop(): Promise<void>;
}

interface Start {
  isShort: boolean;
  under?: string;
  say(line: string): void;
}

/**
 * The whole system on its embedded defaults, in a temporary home and on ports of its own, with what an attack needs to
 * know of it.
 */
export class AttackedSystem {
  readonly #parts: Parts;
  readonly database: Pool;
  readonly photo: Buffer;
  readonly liveProductId: string;

  private constructor(parts: Parts, photo: Buffer, liveProductId: string) {
    this.#parts = parts;
    this.photo = photo;
    this.liveProductId = liveProductId;
    this.database = new Pool({ connectionString: parts.run.databaseUrl, max: 2 });
    this.database.on('error', () => {});
  }

  /** `under`: a folder for its home; the system's own for temporary files unless told. */
  static async start({ isShort, say, under = tmpdir() }: Start): Promise<AttackedSystem> {
    const home = await mkdtemp(path.join(under, 'soko-attack-'));
    const temporary = await mkdtemp(path.join(under, 'soko-attack-tmp-'));
    // PostgreSQL runs as somebody else, and is handed a file there.
    await chmod(temporary, 0o755);
    Object.assign(process.env, { PORT: String(await ownPort()), WORKER_PORT: String(await ownPort()) });
    const [world, pages] = await Promise.all([StandInWorld.start(), hostilePages()]);
    const { allowedHosts, ...addresses } = world.process;
    const opened = { ...addresses, allowedHosts: [...allowedHosts, `127.0.0.1:${pages.port}`].join(',') };
    // What an attack leaves in the folder for temporary files can be told apart: the system has one of its own.
    const before = process.env.TMPDIR;
    process.env.TMPDIR = temporary;
    const demo = new DemoSystem({ root: ROOT, home, world: opened });
    const stop = async () => {
      if (running.delete(stop)) await stopParts({ home, temporary, world, pages, demo });
    };
    running.add(stop);
    try {
      await demo.ready(say).finally(() => restore('TMPDIR', before));
      const run = await readRunFile(home);
      if (run === undefined) throw new Error('the system has left no run.json');
      const users = await makeDemoUsers(home, run.databaseUrl);
      const { phone, productIds } = await world.addSeller(PRODUCTS_AT_FIRST);
      const [first = ''] = productIds;
      const photo = await world.picture(first);
      await writeFile(path.join(home, 'photo.jpg'), photo);
      const system = new AttackedSystem(
        { home, temporary, isShort, world, pages, demo, run, users, stop },
        photo,
        first,
      );
      const lost = await honestSync(system, { phone, count: PRODUCTS_AT_FIRST });
      if (lost.length > 0) throw new Error(`the first seller's products did not all go live: ${lost.join(', ')}`);
      return system;
    } catch (error) {
      const words = demo.lastLines().join('\n');
      await stop();
      throw new Error(`${error instanceof Error ? error.message : String(error)}\n${words}`, { cause: error });
    }
  }

  get isShort(): boolean {
    return this.#parts.isShort;
  }
  get home(): string {
    return this.#parts.home;
  }
  /** Its folder for temporary files. */
  get temporary(): string {
    return this.#parts.temporary;
  }
  get world(): StandInWorld {
    return this.#parts.world;
  }
  /** Answers hostile product pages; the system may fetch from it. */
  get pages(): Listening {
    return this.#parts.pages;
  }
  get users(): DemoUsers {
    return this.#parts.users;
  }
  get environment(): Record<string, string> {
    return this.#parts.run.environment;
  }
  get url(): string {
    return this.#parts.run.webUrl;
  }
  get photoFile(): string {
    return path.join(this.home, 'photo.jpg');
  }
  get ports(): { web: number; worker: number; engine: number } {
    const { webUrl, workerUrl, inngestUrl = '' } = this.#parts.run;
    const port = (url: string) => Number(new URL(url).port);
    return { web: port(webUrl), worker: port(workerUrl), engine: port(inngestUrl) };
  }

  /** Everything that any of its processes has written so far. */
  async log(): Promise<string> {
    return readFile(this.#parts.demo.logFile, 'utf8');
  }

  async pids(): Promise<Record<string, number>> {
    const run = await readRunFile(this.home);
    return Object.fromEntries(Object.entries(run?.processes ?? {}).map(([name, { pid }]) => [name, pid]));
  }

  async isReady(): Promise<boolean> {
    return (await ask(`${this.url}/api/ready`, { patienceMs: 5_000 })).status === 200;
  }

  async readyAgain(withinMs = READY_AGAIN_WITHIN_MS): Promise<boolean> {
    return (await until(async () => (await this.isReady()) || undefined, withinMs)) ?? false;
  }

  /** The operator's CLI on it; what it printed. */
  async soko(...words: string[]): Promise<{ code: number | null; output: string }> {
    const { PORT: _, WORKER_PORT: __, ...environment } = process.env;
    const child = spawn(process.execPath, ['--import', 'tsx', 'cli/main.ts', ...words], {
      cwd: ROOT,
      env: { ...environment, SOKO_HOME: this.home },
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

  async stop(): Promise<void> {
    await this.database.end();
    await this.#parts.stop();
  }
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

/** What has been started and not yet stopped; for an end from outside. */
const running = new Set<() => Promise<void>>();

export async function stopWhateverRuns(): Promise<void> {
  await Promise.allSettled([...running].map((stop) => stop()));
}

type Stopped = Pick<Parts, 'home' | 'temporary' | 'world' | 'pages' | 'demo'>;

async function stopParts({ home, temporary, world, pages, demo }: Stopped): Promise<void> {
  await demo.stop();
  await Promise.all([world.process.stop(), pages.close()]);
  for (const folder of [home, temporary]) await rm(folder, { recursive: true, force: true });
}
