import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type RunFacts, readRunFacts } from '@/e2e/pipeline/inconsistencies';
import type { SmallDisk } from '@/e2e/support/small-disk';
import { createDatabase, type Database } from '@/lib/platform/db';
import { isStillRunning, type KnownProcess } from '@/lib/platform/processes';
import { readSpaceInUse } from '@/lib/reindex/space-in-use';
import { readSync } from '@/lib/syncs/read-sync';
import type { SyncView } from '@/lib/syncs/sync-view.schema';
import { openVectorStore } from '@/lib/vectors/open-vector-store';
import { type RunFile, readRunFile } from '@/supervisor/run-file';
import { anHonestSeller, ask, until } from '../attack/client';
import { honestSync, paste, pasted } from '../attack/honest-sync';
import { StandInWorld } from '../attack/stand-in-world';
import { DemoSystem } from '../demo/demo-system';
import type { Line } from './line';
import type { Sight } from './witness';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** What shoppers find while something is wrong. */
const PRODUCTS_AT_FIRST = 24;
/** A query of ours on a database that is stopped gives up soon: it is asked again. */
const ANSWERED_WITHIN_MS = 4_000;
const PASTED_WITHIN_MS = 90_000;
/** Long enough for a stage to have a middle. */
const LATENCY = { page: 150, image: 150, gemini: 300 };

export type PartName = 'worker' | 'web' | 'engine' | 'postgres';

interface Start {
  /** A folder for its home, other settings, and what lies between it and its services. */
  under?: string;
  settings?: Record<string, string>;
  lines?: Partial<Record<'s3' | 'milvus', Line>>;
  disk?: SmallDisk;
  /** What ends after it. */
  stopAfter?(): Promise<void>;
}

/** Built Soko under its supervisor, on embedded defaults and the stand-in world, to be put out of order. */
export class FaultySystem {
  readonly home: string;
  readonly world: StandInWorld;
  readonly lines: NonNullable<Start['lines']>;
  readonly disk: SmallDisk | undefined;
  readonly #demo: DemoSystem;
  readonly #stopAfter: () => Promise<void>;
  #run: RunFile | undefined;
  #database: Database | undefined;
  #sight: Sight | undefined;

  private constructor(home: string, world: StandInWorld, start: Start) {
    const { settings, lines = {}, disk, stopAfter = async () => {} } = start;
    this.home = home;
    this.world = world;
    this.lines = lines;
    this.disk = disk;
    this.#stopAfter = stopAfter;
    const { allowedHosts, ...addresses } = world.process;
    const places = { ...addresses, allowedHosts: allowedHosts.join(',') };
    this.#demo = new DemoSystem({ root: ROOT, home, world: places, ...(settings === undefined ? {} : { settings }) });
  }

  static async start(options: Start = {}): Promise<FaultySystem> {
    const home = await mkdtemp(path.join(options.under ?? tmpdir(), 'soko-faults-'));
    const system = new FaultySystem(home, await StandInWorld.start(), options);
    try {
      await system.#ready();
      return system;
    } catch (error) {
      const words = system.#demo.lastLines().join('\n');
      await system.stop();
      throw new Error(`${error instanceof Error ? error.message : String(error)}\n${words}`, { cause: error });
    }
  }

  get run(): RunFile {
    return defined(this.#run);
  }

  get database(): Database {
    return defined(this.#database);
  }

  get url(): string {
    return this.run.webUrl;
  }

  get sight(): Sight {
    return defined(this.#sight);
  }

  async process(name: PartName): Promise<KnownProcess> {
    return defined((await readRunFile(this.home))?.processes[name]);
  }

  /** Signals a part that runs; one that is being started again is waited for. Tells which it was. */
  async signal(name: PartName, signal: NodeJS.Signals, withItsOwn = false): Promise<KnownProcess> {
    const known = await until(async () => {
      const found = await this.process(name);
      return (await isStillRunning(found)) ? found : undefined;
    }, 30_000);
    if (known === undefined) throw new Error(`${name} does not run`);
    process.kill(withItsOwn ? -known.pid : known.pid, signal);
    return known;
  }

  /** Whether the supervisor has another in its place. */
  async replaced(name: PartName, { pid }: KnownProcess, withinMs = 60_000): Promise<boolean> {
    const isAnother = async () => (await this.process(name)).pid !== pid || undefined;
    return (await until(isAnother, withinMs)) ?? false;
  }

  async isReady(): Promise<boolean> {
    return (await ask(`${this.url}/api/ready`, { patienceMs: 5_000 })).status === 200;
  }

  readyWithin(ms: number): Promise<boolean> {
    return until(async () => (await this.isReady()) || undefined, ms).then((found) => found ?? false);
  }

  /** As the person who pastes does when the page says that it did not work: once more. */
  async paste(text: string): Promise<string[]> {
    const ids = await until(async () => {
      const sellers = pasted((await paste(this, text, anHonestSeller())).text);
      return sellers.length > 0 ? sellers.map(({ syncId }) => syncId) : undefined;
    }, PASTED_WITHIN_MS);
    if (ids === undefined) throw new Error('nothing could be pasted');
    return ids;
  }

  /** Undefined while the database does not say. */
  readSync(syncId: string): Promise<SyncView | undefined> {
    return readSync(this.database.prisma, syncId).then(
      (sync) => sync ?? undefined,
      () => undefined,
    );
  }

  async readFacts(syncId: string): Promise<RunFacts> {
    const { prisma: db, pool } = this.database;
    const { MILVUS_ADDRESS } = this.run.environment;
    const space = (await readSpaceInUse(db)) ?? '';
    const settings = { MILVUS_ADDRESS, MILVUS_TOKEN: undefined, MILVUS_DATABASE: undefined };
    const vectors = await openVectorStore(settings, { pool, space });
    try {
      return await readRunFacts({ db, vectors }, syncId);
    } finally {
      await vectors.close();
    }
  }

  log(): Promise<string> {
    return readFile(this.#demo.logFile, 'utf8');
  }

  async stop(): Promise<void> {
    await this.#database?.close().catch(() => {});
    await this.#demo.stop();
    await this.world.process.stop();
    await this.#stopAfter();
    await rm(this.home, { recursive: true, force: true });
  }

  async #ready(): Promise<void> {
    await this.#demo.ready(() => {});
    this.#run = defined(await readRunFile(this.home));
    this.#database = createDatabase(this.run.databaseUrl, { max: 4, answeredWithinMs: ANSWERED_WITHIN_MS });
    await this.world.control({ do: 'latency', ...LATENCY });
    const { phone, productIds } = await this.world.addSeller(PRODUCTS_AT_FIRST);
    const lost = await honestSync(this, { phone, count: PRODUCTS_AT_FIRST });
    if (lost.length > 0) throw new Error(`the first seller's products did not all go live: ${lost.join(', ')}`);
    const [first] = await this.world.products(phone);
    this.#sight = { url: this.url, words: first?.title ?? '', productId: productIds[0] ?? '' };
    // Until the last of its pictures is made, so that nothing of it is under way.
    await sleep(1_000);
  }
}

function defined<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the system has not been started');
  return value;
}
