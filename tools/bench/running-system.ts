import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { z } from 'zod';

const READY_WITHIN_MS = 180_000;
const runFile = z.object({ databaseUrl: z.string() });

/** The whole system as `npm run up` starts it, in a home of its own, against a stand-in world. */
export interface RunningSystem {
  url: string;
  database: Pool;
  /** Runs the operator's CLI against it. */
  soko(...words: string[]): Promise<void>;
  stop(): Promise<void>;
}

/** Where a stand-in world answers. */
export interface WorldAddresses {
  origin: string;
  /** `EXTRA_ALLOWED_HOSTS` */
  allowedHosts: string;
  geminiApiKey: string;
  geminiBaseUrl: string;
}

export async function startSystem(
  world: WorldAddresses,
  settings: Record<string, string> = {},
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
    EXTRA_ALLOWED_HOSTS: world.allowedHosts,
    GEMINI_API_KEY: world.geminiApiKey,
    GEMINI_BASE_URL: world.geminiBaseUrl,
    LOG_LEVEL: 'warn',
    ...settings,
  };
  const child = runTypeScript(env, 'supervisor/main.ts');
  const output = lastLinesOf(child);
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilReady(url, child, output);
    const { databaseUrl } = runFile.parse(JSON.parse(await readFile(path.join(home, 'run.json'), 'utf8')));
    const database = new Pool({ connectionString: databaseUrl, max: 2 });
    return {
      url,
      database,
      soko: (...words) => untilDone(runTypeScript(env, 'cli/main.ts', ...words)),
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

function runTypeScript(env: NodeJS.ProcessEnv, ...words: string[]): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', ...words], { stdio: ['ignore', 'pipe', 'pipe'], env });
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

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('no free port'));
      });
    });
  });
}
