import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { z } from 'zod';
import { freePort } from '@/supervisor/free-port';
import { type CpuTimes, cpuTimes, type Pids } from './cpu';
import { type Held, heldByParts } from './held';

/** It is built first if its sources have changed. */
const READY_WITHIN_MS = 600_000;
const runFile = z.object({
  databaseUrl: z.string(),
  environment: z.record(z.string(), z.string()),
  processes: z.record(z.string(), z.object({ pid: z.number() })),
});
/** In a second, of all processes: what is used by a system that only waits, and a little more. */
const QUIET_MS_OF_CPU = 150;
const QUIET_SECONDS = 4;
const QUIET_WITHIN_S = 120;

/** The whole system as `npm run up` starts it, in a home of its own, against a stand-in world. */
export interface RunningSystem {
  url: string;
  /** SOKO_HOME */
  home: string;
  databaseUrl: string;
  database: Pool;
  /** By the names that run.json has, and the supervisor. */
  pids: Pids;
  /** What its processes run with: for one more of them. */
  environment: Record<string, string>;
  /** Runs the operator's CLI against it. */
  soko(...words: string[]): Promise<void>;
  cpu(): Promise<CpuTimes>;
  held(): Promise<Record<string, Held>>;
  /** Waits until nothing is being worked on any more; gives what had been used when that began. */
  untilQuiet(): Promise<CpuTimes>;
  stop(): Promise<void>;
}

/** Where a stand-in world answers. */
export interface WorldAddresses {
  origin: string;
  /** `EXTRA_ALLOWED_HOSTS` */
  allowedHosts: string | string[];
  geminiApiKey: string;
  geminiBaseUrl: string;
}

/** `root`: the tree it is started from, another commit's perhaps; this one unless told. */
export async function startSystem(
  world: WorldAddresses,
  settings: Record<string, string> = {},
  root = process.cwd(),
): Promise<RunningSystem> {
  const home = await mkdtemp(path.join(tmpdir(), 'soko-bench-'));
  const [port, workerPort] = [await freePort(), await freePort()];
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    SOKO_HOME: home,
    PORT: String(port),
    WORKER_PORT: String(workerPort),
    SIGLIP_MODEL: 'tiny',
    WHATSAPP_ORIGIN: world.origin,
    EXTRA_ALLOWED_HOSTS: String(world.allowedHosts),
    GEMINI_API_KEY: world.geminiApiKey,
    GEMINI_BASE_URL: world.geminiBaseUrl,
    LOG_LEVEL: 'warn',
    ...settings,
  };
  const child = runTypeScript(root, env, 'supervisor/main.ts');
  const output = lastLinesOf(child);
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilReady(url, child, output);
    const run = runFile.parse(JSON.parse(await readFile(path.join(home, 'run.json'), 'utf8')));
    const { databaseUrl, environment, processes } = run;
    const database = new Pool({ connectionString: databaseUrl, max: 2 });
    const parts = Object.fromEntries(Object.entries(processes).map(([name, { pid }]) => [name, pid]));
    const pids = { ...parts, supervisor: child.pid ?? 0 };
    const cpu = () => cpuTimes(pids);
    return {
      ...{ url, home, databaseUrl, database, pids, environment },
      soko: (...words) => untilDone(runTypeScript(root, env, 'cli/main.ts', ...words)),
      cpu,
      held: () => heldByParts(pids),
      untilQuiet: () => untilQuiet(cpu),
      stop: async () => {
        await database.end();
        await stopChild(child);
        await rm(home, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await stopChild(child);
    throw error;
  }
}

function runTypeScript(cwd: string, env: NodeJS.ProcessEnv, ...words: string[]): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', ...words], { cwd, stdio: ['ignore', 'pipe', 'pipe'], env });
}

async function untilQuiet(cpu: () => Promise<CpuTimes>): Promise<CpuTimes> {
  const sum = (times: CpuTimes) => Object.values(times).reduce((total, ms) => total + ms, 0);
  let quietSince = await cpu();
  let before = quietSince;
  for (let second = 0, quiet = 0; quiet < QUIET_SECONDS; second += 1) {
    if (second > QUIET_WITHIN_S) throw new Error(`the system is still at work after ${QUIET_WITHIN_S} s`);
    await sleep(1_000);
    const now = await cpu();
    const isQuiet = sum(now) - sum(before) < QUIET_MS_OF_CPU;
    quiet = isQuiet ? quiet + 1 : 0;
    if (!isQuiet) quietSince = now;
    before = now;
  }
  return quietSince;
}

async function untilDone(child: ChildProcess): Promise<void> {
  const output = lastLinesOf(child);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`the command ended with ${code}:\n${output()}`);
}

async function untilReady(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const giveUpAt = Date.now() + READY_WITHIN_MS;
  while (Date.now() < giveUpAt) {
    if (child.exitCode !== null) throw new Error(`the system stopped before it was ready:\n${output()}`);
    const answer = await fetch(`${url}/api/ready`).catch(() => null);
    if (answer?.status === 200) return;
    await sleep(250);
  }
  throw new Error(`the system was not ready after ${READY_WITHIN_MS / 1000} s:\n${output()}`);
}

function lastLinesOf(child: ChildProcess): () => string {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      lines.push(...chunk.split('\n'));
      lines.splice(0, lines.length - 60);
    });
  }
  return () => lines.join('\n');
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}
