import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startWorld, type World, type WorldOptions } from '@/e2e/world/world';
import { migrate } from '@/lib/platform/migrate';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { jsonOutput } from '@/supervisor/output';
import { type PostgresServer, startPostgres, stopPostgres } from '@/supervisor/postgres/postgres-server';
import { startEngineProcess } from './engine-process';
import { openPipelineParts, type PipelineParts, type Places } from './pipeline-parts';
import { RememberingObjects } from './remembering-objects';
import { makeKeys, paster, placesOf } from './start-pipeline';
import { startProcess, type TestProcess } from './test-process';

export const VICTIMS = ['worker', 'web', 'engine', 'database'] as const;
export type Victim = (typeof VICTIMS)[number];

interface WaitedFor<Read> {
  /** Fails while what it asks is down. */
  read: () => Promise<Read>;
  isReached: (found: Read) => boolean;
  ask: () => Promise<unknown>;
}

/** Every part a process of its own, on addresses that stay, as the supervisor would start them. */
export class KillableSystem {
  readonly #home: string;
  readonly #keys = makeKeys();
  readonly #processes = new Map<Victim, TestProcess>();
  /** What each process has written, those that were killed as well. */
  readonly #written: { name: Victim; lines: readonly string[] }[] = [];
  readonly world: World;
  #postgres: PostgresServer;
  #parts: PipelineParts | undefined;
  #places: Places | undefined;

  private constructor(home: string, world: World, { postgres, lines }: StartedDatabase) {
    this.#home = home;
    this.world = world;
    this.#postgres = postgres;
    this.#written.push({ name: 'database', lines });
  }

  static async start(world: WorldOptions): Promise<KillableSystem> {
    const home = await mkdtemp(path.join(tmpdir(), 'soko-kill-'));
    const system = new KillableSystem(
      home,
      await startWorld({ cacheDir: '.cache/world', ...world }),
      await startDatabase(home),
    );
    const databaseUrl = system.#postgres.url('postgres');
    await migrate(databaseUrl);
    const engine = await startEngineProcess({ databaseUrl, ...system.#keys });
    system.#started('engine', engine);
    system.#places = placesOf(system.world, {
      databaseUrl,
      engineUrl: engine.url,
      ...system.#keys,
      sweepIdleMs: 15_000,
    });
    for (const app of ['worker', 'web'] as const) system.#started(app, await system.#startApp(app, 0));
    system.#parts = openPipelineParts(system.#places, new RememberingObjects());
    return system;
  }

  get parts(): PipelineParts {
    if (!this.#parts) throw new Error('not started');
    return this.#parts;
  }

  /** Where the worker stores pictures. */
  get mediaFolder(): string {
    return path.join(this.#home, 'media');
  }

  get db(): PrismaClient {
    return this.parts.database.prisma;
  }

  /** All that was printed, as the supervisor passes it on. */
  printed(): string {
    let text = '';
    const output = jsonOutput((line) => {
      text += line;
    });
    for (const { name, lines } of this.#written) for (const line of lines) output.child(name, line);
    return text;
  }

  #started(name: Exclude<Victim, 'database'>, process: TestProcess): void {
    this.#processes.set(name, process);
    this.#written.push({ name, lines: process.lines });
  }

  /** What each process wrote last: for a test that fails. */
  lastWords(): string {
    return [...this.#processes].map(([name, { lines }]) => `${name}:\n${lines.slice(-20).join('\n')}`).join('\n\n');
  }

  get paste() {
    return paster(this.parts, this.world);
  }

  /** Looks until it is so, across restarts; what has stood still is asked for again, as a cron would, only sooner. */
  async until<Read>({ read, isReached, ask }: WaitedFor<Read>): Promise<Read> {
    let askAt = Date.now() + 10_000;
    const giveUpAt = Date.now() + 150_000;
    for (;;) {
      const found = await read().catch(() => undefined);
      if (found !== undefined && isReached(found)) return found;
      if (Date.now() > giveUpAt) throw new Error(`It stands still: ${JSON.stringify(found)}\n${this.lastWords()}`);
      if (Date.now() > askAt) {
        await ask();
        askAt = Date.now() + 5_000;
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** kill -9, then started again at the same address. */
  async killAndRestart(victim: Victim): Promise<void> {
    if (victim === 'database') {
      // The postmaster alone: its backends notice, as after an out-of-memory kill.
      const { process: child, port } = this.#postgres;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
      const { postgres, lines } = await startDatabase(this.#home, port);
      this.#postgres = postgres;
      this.#written.push({ name: 'database', lines });
      return;
    }
    const process = this.#processes.get(victim);
    if (!process) throw new Error(`no ${victim}`);
    await process.kill('SIGKILL');
    this.#started(victim, await this.#restart(victim, process.port));
  }

  /** The worker, told of another model that is to take the place of the one in use, as an operator would. */
  async restartWorkerWith(nextSpace: string): Promise<void> {
    if (!this.#places) throw new Error('not started');
    this.#places = { ...this.#places, nextSpace };
    await this.killAndRestart('worker');
  }

  #restart(victim: Exclude<Victim, 'database'>, port: number): Promise<TestProcess> {
    if (victim !== 'engine') return this.#startApp(victim, port);
    return startEngineProcess({ databaseUrl: this.#postgres.url('postgres'), ...this.#keys, port });
  }

  #startApp(app: 'worker' | 'web', port: number): Promise<TestProcess> {
    return startProcess('e2e/pipeline/app-process.ts', {
      APP: `soko-${app}`,
      PORT: String(port),
      PLACES: JSON.stringify(this.#places),
      MEDIA: this.mediaFolder,
    });
  }

  async close(): Promise<void> {
    for (const process of this.#processes.values()) await process.kill('SIGKILL');
    await this.#parts?.close();
    await stopPostgres(this.#postgres);
    await this.world.close();
    await rm(this.#home, { recursive: true, force: true });
  }
}

interface StartedDatabase {
  postgres: PostgresServer;
  lines: readonly string[];
}

async function startDatabase(home: string, port?: number): Promise<StartedDatabase> {
  const lines: string[] = [];
  const postgres = await startPostgres({
    dataDir: path.join(home, 'postgres'),
    password: 'only-for-tests',
    port,
    // fsync may stay off: a killed process loses no page cache, only a power cut does.
    settings: { fsync: 'off', max_connections: '100' },
    log: (line) => void lines.push(line),
  });
  // Should the test runner end before `close`.
  process.once('exit', () => postgres.process.kill('SIGQUIT'));
  return { postgres, lines };
}
