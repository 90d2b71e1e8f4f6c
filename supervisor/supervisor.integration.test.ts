import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { bundledEntry } from '@/e2e/support/bundled-entry';
import { mountSmallDisk } from '@/e2e/support/small-disk';
import { freePort } from './free-port';
import { isAlive } from './postgres/stale-server';
import { type RunFile, readRunFile } from './run-file';

let used: string;
let home: string;
let ports: { web: number; worker: number };
const started: FakeSystem[] = [];

const temporaryHome = () => mkdtemp(path.join(tmpdir(), 'soko-home-'));
const freePorts = async () => ({ web: await freePort(), worker: await freePort() });

/** A home in which a system has run: making a database is most of what a first start costs. */
beforeAll(async () => {
  used = await temporaryHome();
  home = used;
  ports = await freePorts();
  const system = new FakeSystem();
  await system.untilSays(/Soko is ready/);
  await system.stop('SIGTERM');
});
afterAll(() => rm(used, { recursive: true }));

beforeEach(async () => {
  home = await temporaryHome();
  // With its owners: PostgreSQL's files are not root's.
  await promisify(execFile)('cp', ['-a', `${used}/.`, home]);
  ports = await freePorts();
});

afterEach(async () => {
  for (const system of started.splice(0)) await system.stop('SIGTERM');
  await rm(home, { recursive: true });
});

/** A supervisor in a process of its own, and what it says. */
class FakeSystem {
  readonly lines: { process: string; level: string; msg: string; lastLines?: string[] }[] = [];
  readonly #child: ChildProcess;
  #news = new EventTarget();

  /** `output`: a file that takes its lines instead. */
  constructor(settings: Record<string, string> = {}, output: 'pipe' | number = 'pipe') {
    this.#child = spawn(process.execPath, [bundledEntry('supervisor/fixtures/fake-system.ts')], {
      stdio: ['ignore', output, 'inherit'],
      env: {
        ...process.env,
        SOKO_HOME: home,
        PORT: String(ports.web),
        WORKER_PORT: String(ports.worker),
        FAKE_PRELOAD: bundledEntry('supervisor/exit-with-parent.ts'),
        FAKE_JOURNAL: path.join(home, 'journal'),
        ...settings,
      },
    });
    started.push(this);
    const { stdout } = this.#child;
    if (stdout)
      createInterface({ input: stdout }).on('line', (line) => {
        this.lines.push(JSON.parse(line));
        this.#news.dispatchEvent(new Event('line'));
      });
    this.#child.on('close', () => this.#news.dispatchEvent(new Event('line')));
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  said(pattern: RegExp): number {
    return this.lines.filter(({ msg }) => pattern.test(msg)).length;
  }

  /** Resolves when it has said something like this so many times. */
  async untilSays(pattern: RegExp, times = 1): Promise<void> {
    while (this.said(pattern) < times) {
      if (this.#hasEnded()) throw new Error(`it ended without ${pattern}:\n${JSON.stringify(this.lines, null, 1)}`);
      await once(this.#news, 'line');
    }
  }

  async untilEnds(): Promise<number | null> {
    while (!this.#hasEnded()) await once(this.#news, 'line');
    return this.#child.exitCode;
  }

  async stop(signal: NodeJS.Signals): Promise<number | null> {
    if (!this.#hasEnded()) this.#child.kill(signal);
    return this.untilEnds();
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Whoever read its output is gone, as `| tee` is after Ctrl-C. */
  hangUp(): void {
    this.#child.stdout?.destroy();
  }

  #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }
}

async function startAnew(): Promise<void> {
  await rm(home, { recursive: true });
  await mkdir(home);
}

async function run(): Promise<RunFile> {
  const file = await readRunFile(home);
  if (file === undefined) throw new Error('there is no run.json');
  return file;
}

async function pids(): Promise<number[]> {
  return Object.values((await run()).processes).map(({ pid }) => pid);
}

/**
 * Stops its process once it has been seen alive; `before`: all that was said until then. On a machine that is busy for
 * seconds it may have been started again meanwhile: then the new one.
 */
async function standStill(name: string, system: FakeSystem): Promise<{ pid: number; before: FakeSystem['lines'] }> {
  for (;;) {
    const pid = (await run()).processes[name]?.pid ?? 0;
    await sleep(1_000);
    if (isAlive(pid)) {
      process.kill(pid, 'SIGSTOP');
      return { pid, before: [...system.lines] };
    }
    process.stderr.write(
      `${name} was started again before it was stopped: ${JSON.stringify(system.lines.slice(-6))}\n`,
    );
  }
}

async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await sleep(20);
}

async function query(sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: (await run()).databaseUrl });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function askWeb(): Promise<{ name: string; env: Record<string, string> }> {
  return (await fetch(`http://127.0.0.1:${ports.web}/api/ready`)).json();
}

test('starts all, each with what it needs; Ctrl-C leaves nothing behind; a second start finds all data', async () => {
  await startAnew();
  const system = new FakeSystem();
  await system.untilSays(/Soko is ready/);
  const { env } = await askWeb();
  const { databaseUrl, processes, inngestUrl } = await run();
  expect(env).toMatchObject({
    DATABASE_URL: databaseUrl,
    INNGEST_BASE_URL: inngestUrl,
    INNGEST_DEV: '0',
    SOKO_HOME: home,
  });
  for (const secret of ['SOKO_SECRET', 'WORKER_TOKEN', 'INNGEST_EVENT_KEY']) expect(env[secret]).toHaveLength(64);
  expect(Object.keys(processes).sort()).toEqual(['engine', 'postgres', 'web', 'worker']);
  for (const file of ['secrets.json', 'run.json']) expect((await stat(path.join(home, file))).mode & 0o077).toBe(0);
  await query(`INSERT INTO "sellers" ("phone") VALUES ('254712345678')`);

  const running = await pids();
  expect(await system.stop('SIGINT')).toBe(0);
  expect(running.filter(isAlive)).toEqual([]);
  const journal = await readFile(path.join(home, 'journal'), 'utf8');
  expect(journal.trim().split('\n').slice(-1)).toEqual(['engine told to stop']);
  await expect(run()).rejects.toThrow('no run.json');

  const second = new FakeSystem();
  await second.untilSays(/Soko is ready/);
  expect(await query('SELECT "phone" FROM "sellers"')).toEqual([{ phone: '254712345678' }]);
  expect((await askWeb()).env.SOKO_SECRET).toBe(env.SOKO_SECRET);
});

test.each(['web', 'worker', 'engine', 'postgres'])(
  'a killed %s is reported and comes back where it was',
  async (name) => {
    const system = new FakeSystem();
    await system.untilSays(/Soko is ready/);
    const before = await run();
    process.kill(before.processes[name]?.pid ?? 0, 'SIGKILL');
    await system.untilSays(new RegExp(`${name} is back`));
    expect(system.said(new RegExp(`${name} stopped unexpectedly \\(signal SIGKILL\\)`))).toBe(1);
    const after = await run();
    expect(after.processes[name]?.pid).not.toBe(before.processes[name]?.pid);
    expect({ ...after, processes: {}, startedAt: '' }).toEqual({ ...before, processes: {}, startedAt: '' });
    expect(await query('SELECT 1 AS "one"')).toEqual([{ one: 1 }]);
  },
);

test.each(['web', 'worker', 'engine'])('a %s that stands still is killed and comes back', async (name) => {
  const system = new FakeSystem();
  await system.untilSays(/Soko is ready/);
  const { pid, before } = await standStill(name, system);
  const wasKilled = new RegExp(`${name} lives and does nothing any more \\(no answer within 3000 ms\\)`);
  await system.untilSays(
    new RegExp(`${name} is back`),
    before.filter(({ msg }) => msg === `${name} is back`).length + 1,
  );
  const since = system.lines.slice(before.length);
  expect(since.filter(({ msg }) => wasKilled.test(msg))).toHaveLength(1);
  expect(isAlive(pid)).toBe(false);
  expect(since.filter(({ msg }) => /stopped unexpectedly/.test(msg))).toHaveLength(1);
});

test('a worker that says that it does none of its work is killed and comes back', async () => {
  const system = new FakeSystem({ FAKE_FAULT: 'worker:wedges' });
  await system.untilSays(/worker lives and does nothing any more/);
  await system.untilSays(/worker is back/);
  expect(system.said(/(web|engine) lives and does nothing/)).toBe(0);
});

test('a process that keeps crashing ends it all, and says so', async () => {
  const system = new FakeSystem({ FAKE_FAULT: 'worker:crashes' });
  expect(await system.untilEnds()).toBe(1);
  expect(system.said(/worker keeps crashing \(signal SIGKILL\)/)).toBe(1);
});

test.each(['worker', 'engine'])(
  'once all was ready, a %s that keeps being killed is given up alone, and tried again later',
  async (name) => {
    const system = new FakeSystem();
    await system.untilSays(/Soko is ready/);
    const before = await run();
    let killed = 0;
    while (system.said(new RegExp(`${name} keeps crashing`)) === 0) {
      const pid = (await run()).processes[name]?.pid ?? 0;
      if (pid !== killed && isAlive(pid)) process.kill(pid, 'SIGKILL');
      killed = pid;
      await sleep(10);
    }
    expect(system.said(/keeps crashing \(signal SIGKILL\)[\s\S]*The other parts go on, \/api\/ready answers 503/)).toBe(
      1,
    );
    for (const other of Object.keys(before.processes).filter((each) => each !== name))
      expect(isAlive(before.processes[other]?.pid ?? 0)).toBe(true);
    expect((await askWeb()).name).toBe('web');
    await system.untilSays(new RegExp(`${name} is back`), system.said(new RegExp(`${name} is back`)) + 1);
    expect(await system.stop('SIGTERM')).toBe(0);
  },
);

test('a process that cannot start is reported with its own words, at once', async () => {
  const system = new FakeSystem({ FAKE_FAULT: 'worker:exits' });
  expect(await system.untilEnds()).toBe(1);
  expect(system.said(/worker did not start \(exit code 3\)[\s\S]*cannot find the model/)).toBe(1);
  expect(system.said(/stopped unexpectedly/)).toBe(0);
});

test('a port that is taken is named before anything starts', async () => {
  const other = createServer().listen(ports.web);
  await once(other, 'listening');
  const system = new FakeSystem();
  expect(await system.untilEnds()).toBe(1);
  expect(system.said(new RegExp(`Port ${ports.web} is already taken, and the web .* needs it.*PORT=`))).toBe(1);
  expect(system.said(/is ready/)).toBe(0);
  other.close();
});

test('a second supervisor on the same home is refused, and the first is not disturbed', async () => {
  const first = new FakeSystem();
  await first.untilSays(/Soko is ready/);
  const second = new FakeSystem({ PORT: String(await freePort()), WORKER_PORT: String(await freePort()) });
  expect(await second.untilEnds()).toBe(1);
  expect(second.said(new RegExp(`already running on ${home} \\(process ${first.pid}\\)`))).toBe(1);
  expect((await pids()).filter(isAlive)).toHaveLength(4);
});

test('a second Ctrl-C does not wait for what hangs', async () => {
  const system = new FakeSystem({ FAKE_FAULT: 'web:hangs' });
  await system.untilSays(/Soko is ready/);
  const running = await pids();
  system.signal('SIGINT');
  await system.untilSays(/stopping \(SIGINT\)/);
  while (system.said(/stopping by force/) === 0) {
    system.signal('SIGINT');
    await sleep(50);
  }
  expect(await system.untilEnds()).toBe(0);
  expect(running.filter(isAlive)).toEqual([]);
});

test('goes on when nobody reads its output any more, and stops when it is told to', async () => {
  const system = new FakeSystem();
  await system.untilSays(/Soko is ready/);
  const { processes } = await run();
  system.hangUp();
  // Something to say.
  process.kill(processes.worker?.pid ?? 0, 'SIGKILL');
  while ((await run()).processes.worker?.pid === processes.worker?.pid) await sleep(20);
  const running = await pids();
  expect(await system.stop('SIGTERM')).toBe(0);
  expect(running.filter(isAlive)).toEqual([]);
});

test('the children of a killed supervisor end; the next start deals with its PostgreSQL and its lock', async () => {
  const system = new FakeSystem();
  await system.untilSays(/Soko is ready/);
  const { processes } = await run();
  await query(`INSERT INTO "sellers" ("phone") VALUES ('254712345678')`);
  await system.stop('SIGKILL');
  for (const name of ['web', 'worker', 'engine']) await untilGone(processes[name]?.pid ?? 0);
  const next = new FakeSystem();
  await next.untilSays(/Soko is ready/);
  expect(isAlive(processes.postgres?.pid ?? 0)).toBe(false);
  expect(await query('SELECT "phone" FROM "sellers"')).toEqual([{ phone: '254712345678' }]);
});

test('told to stop while it is still starting, it leaves nothing behind', async () => {
  await startAnew();
  const system = new FakeSystem();
  await system.untilSays(/postgres is ready/);
  expect(await system.stop('SIGTERM')).toBe(0);
  const pid = Number(
    (await readFile(path.join(home, 'postgres/postmaster.pid'), 'utf8').catch(() => '0')).split('\n')[0],
  );
  expect(pid === 0 || !isAlive(pid)).toBe(true);
});

test('a database and an Inngest of one’s own are used, and not started', async () => {
  const first = new FakeSystem();
  await first.untilSays(/Soko is ready/);
  const { databaseUrl, environment } = await run();
  const ownHome = await mkdtemp(path.join(tmpdir(), 'soko-home-'));
  const second = new FakeSystem({
    SOKO_HOME: ownHome,
    PORT: String(await freePort()),
    WORKER_PORT: String(await freePort()),
    DATABASE_URL: databaseUrl,
    INNGEST_BASE_URL: environment.INNGEST_BASE_URL ?? '',
    INNGEST_EVENT_KEY: 'of-my-own',
    INNGEST_SIGNING_KEY: 'signkey-prod-00',
  });
  await second.untilSays(/Soko is ready/);
  const run2 = await readRunFile(ownHome);
  expect(Object.keys(run2?.processes ?? {}).sort()).toEqual(['web', 'worker']);
  expect(run2?.environment).toMatchObject({ DATABASE_URL: databaseUrl, INNGEST_EVENT_KEY: 'of-my-own' });
  await second.stop('SIGTERM');
  await rm(ownHome, { recursive: true });
});

test('a lock whose process has gone, or whose pid is somebody else’s by now, is taken over', async () => {
  await writeFile(path.join(home, 'supervisor.lock'), JSON.stringify({ pid: process.pid, identity: 'another start' }));
  const system = new FakeSystem();
  await system.untilSays(/Soko is ready/);
});

const disk = mountSmallDisk(192);
afterAll(() => disk?.unmount());

test.skipIf(disk === null)(
  'a disk that fills up ends nothing but what needs it, and it all comes back with room',
  async () => {
    if (disk === null) return;
    const onDisk = path.join(disk.folder, 'home');
    await promisify(execFile)('cp', ['-a', home, onDisk]);
    const log = openSync(path.join(disk.folder, 'log'), 'a');
    const system = new FakeSystem({ SOKO_HOME: onDisk, FAKE_JOURNAL: path.join(home, 'journal') }, log);
    const read = async () => readFile(path.join(disk.folder, 'log'), 'utf8');
    await expect.poll(read, { timeout: 60_000 }).toMatch(/Soko is ready/);
    const pidOf = async (name: string) => (await readRunFile(onDisk))?.processes[name]?.pid ?? 0;
    const worker = await pidOf('worker');
    disk.fill();
    // Something to write down and something to say.
    process.kill(worker, 'SIGKILL');
    await expect
      .poll(async () => (await fetch(`http://127.0.0.1:${ports.worker}/ready`).catch(() => null))?.status, {
        timeout: 20_000,
      })
      .toBe(200);
    expect(isAlive(system.pid)).toBe(true);
    expect(await askWeb()).toMatchObject({ name: 'web' });
    expect((await readdir(onDisk)).filter((name) => name.endsWith('.new'))).toEqual([]);
    // Whole, as it was.
    expect(await pidOf('worker')).toBe(worker);

    disk.empty();
    const again = Number((await fetch(`http://127.0.0.1:${ports.worker}/ready`).then((answer) => answer.json())).pid);
    process.kill(again, 'SIGKILL');
    await expect.poll(() => pidOf('worker'), { timeout: 20_000 }).not.toBe(worker);
    await expect
      .poll(async () => (await read()).match(/worker is back/g)?.length ?? 0, { timeout: 20_000 })
      .toBeGreaterThan(0);
    expect(await system.stop('SIGTERM')).toBe(0);
    closeSync(log);
  },
);
