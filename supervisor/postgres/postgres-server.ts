import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { makeOwnedFolder } from '@/lib/platform/owned-folder';
import { freePort } from '../free-port';
import { choosePostgresUser, findPostgres, type PostgresBinaries, type RunAs } from './binaries';
import { stopStaleServer } from './stale-server';

const POSTGRES_USER = 'soko';
/** Recovery after a crash replays at most max_wal_size; a slow disk may take its time over that. */
const READY_WITHIN_MS = 120_000;
/** One look whether it answers; a busy machine may need a second for it. */
const ANSWER_WITHIN_MS = 10_000;
/** A killed server's last backends notice within seconds; until then a new one is refused. */
const ATTEMPTS = 20;
const BETWEEN_ATTEMPTS_MS = 500;

export interface PostgresSettings {
  dataDir: string;
  password: string;
  /** Loopback port; unset: a free one. */
  port?: number | undefined;
  /** postgresql.conf settings, e.g. `{ fsync: 'off' }`. */
  settings?: Record<string, string>;
  log(line: string): void;
  /** Told of the process before it is ready. */
  onSpawn?(child: ChildProcess): void;
}

export interface PostgresServer {
  readonly port: number;
  readonly process: ChildProcess;
  /** Connection string of one of its databases. */
  url(database: string): string;
}

/**
 * Starts a PostgreSQL on a folder of its own: initialised if new, rid of a server left over there, ready for
 * connections.
 */
export async function startPostgres(options: PostgresSettings): Promise<PostgresServer> {
  await mkdir(path.dirname(options.dataDir), { recursive: true });
  const runAs = await choosePostgresUser(options.dataDir);
  const binaries = await findPostgres(runAs);
  if (await stopStaleServer(options.dataDir)) options.log('stopped a PostgreSQL that an earlier start left running');
  await initialise(options, binaries, runAs);

  let lastLines: string[] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const port = options.port ?? (await freePort());
    lastLines = [];
    const child = spawnServer(options, binaries, runAs, port);
    options.onSpawn?.(child);
    const log = (line: string) => {
      options.log(line);
      lastLines = [...lastLines.slice(-9), line];
    };
    if (child.stderr) createInterface({ input: child.stderr }).on('line', log);
    const url = (database: string) =>
      `postgresql://${POSTGRES_USER}:${encodeURIComponent(options.password)}@127.0.0.1:${port}/${database}`;
    if (await untilReady(child, url('postgres'))) return { port, process: child, url };
    const retriable = lastLines.some((line) => /still in use|could not bind|lock file/.test(line));
    if (!retriable) break;
    await sleep(BETWEEN_ATTEMPTS_MS);
  }
  throw new Error(`PostgreSQL did not start on ${options.dataDir}:\n${lastLines.join('\n')}`);
}

/** Fast shutdown: open transactions are rolled back, what was committed is kept. */
export async function stopPostgres(server: PostgresServer): Promise<void> {
  const { process: child } = server;
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGINT');
  await gone;
}

function spawnServer(
  { dataDir, settings }: PostgresSettings,
  binaries: PostgresBinaries,
  runAs: RunAs,
  port: number,
): ChildProcess {
  const fixed = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    // TCP only: sockets would need a folder that we and PostgreSQL's user may both write to.
    unix_socket_directories: '',
    max_connections: '200',
    // The server's own words only: what a client did wrong is told to the client, with data in it.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_line_prefix: '',
    ...settings,
  };
  const flags = Object.entries(fixed).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return spawn(binaries.postgres, ['-D', dataPath(dataDir, runAs), ...flags], {
    ...runAs,
    cwd: dataDir,
    // A group of its own: Ctrl-C must reach the supervisor only, which stops PostgreSQL last.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
  });
}

/** True when it answers; false when it ended before that. */
async function untilReady(child: ChildProcess, url: string): Promise<boolean> {
  const giveUpAt = Date.now() + READY_WITHIN_MS;
  const ended = once(child, 'exit');
  while (child.exitCode === null && child.signalCode === null) {
    // Whoever else listens there may say nothing at all: the server that could not have the port has ended by then.
    if (await Promise.race([answers(url), ended.then(() => false)])) return true;
    if (Date.now() > giveUpAt) {
      child.kill('SIGQUIT');
      throw new Error(`PostgreSQL was not ready after ${READY_WITHIN_MS / 1000} s`);
    }
    await sleep(50);
  }
  return false;
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: ANSWER_WITHIN_MS });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

const initialisedMark = (dataDir: string): string => path.join(dataDir, 'soko-initialised');

/** Whether a first start has come to its end here. */
export const isInitialised = (dataDir: string): boolean => existsSync(initialisedMark(dataDir));

async function initialise(
  { dataDir, password, log }: PostgresSettings,
  binaries: PostgresBinaries,
  runAs: RunAs,
): Promise<void> {
  if (isInitialised(dataDir)) return;
  // What a first start did not finish holds nothing of anybody's.
  await rm(dataDir, { recursive: true, force: true });
  await mkdir(dataDir, { mode: 0o700 });
  // A kill -9 must not leave a password behind for ever.
  const secrets = await makeOwnedFolder(tmpdir(), 'soko-init-');
  const passwordFile = path.join(secrets.path, 'password');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (runAs.uid !== undefined && runAs.gid !== undefined) {
    for (const entry of [dataDir, secrets.path, passwordFile]) await chown(entry, runAs.uid, runAs.gid);
  }
  try {
    await runInitdb(dataDir, passwordFile, binaries, runAs, log);
    await writeFile(initialisedMark(dataDir), '');
    await chmod(initialisedMark(dataDir), 0o644);
  } finally {
    await secrets.remove();
  }
}

async function runInitdb(
  dataDir: string,
  passwordFile: string,
  binaries: PostgresBinaries,
  runAs: RunAs,
  log: (line: string) => void,
): Promise<void> {
  const flags = [
    `--pgdata=${dataPath(dataDir, runAs)}`,
    `--username=${POSTGRES_USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same order and case rules on every machine, whatever locales it has.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    // The start writes everything to disk once more, at its first checkpoint.
    '--no-sync',
  ];
  const child = spawn(binaries.initdb, flags, {
    ...runAs,
    cwd: await realpath(dataDir),
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
  });
  const lines: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => lines.push(line));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`PostgreSQL could not set up ${dataDir}:\n${lines.join('\n')}`);
  log('PostgreSQL set up a new data folder');
}

/**
 * As root, PostgreSQL's user may not be allowed through the folders above its data (/root, a fresh temporary folder);
 * its working folder, however, it is given open.
 */
function dataPath(dataDir: string, runAs: RunAs): string {
  return runAs.uid !== undefined && process.platform === 'linux' ? '/proc/self/cwd' : path.resolve(dataDir);
}
