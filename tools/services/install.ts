import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The newest Milvus that PyPI has as a server in a wheel. */
const MILVUS = '2.3.5';
const VERSITYGW = 'v1.8.0';
/** Written last: a folder without it was left by an installation that was stopped. */
const DONE = '.installed';

/** The command that starts Milvus. 81 MB. */
export async function installMilvus(cache: string): Promise<string> {
  const folder = path.join(cache, `milvus-${MILVUS}`);
  await once(folder, async () => {
    const wheel = process.platform === 'linux' ? process.arch === 'x64' : process.platform === 'darwin';
    if (!wheel) {
      throw new ServicesUnavailable(
        `Milvus ${MILVUS} comes as a Python wheel for Linux on x86-64 and for macOS only, ` +
          `not for ${process.platform} on ${process.arch}.`,
      );
    }
    requireCommand(
      'python3',
      'Milvus is installed with it: get Python 3.8 or newer with its venv module (Debian: python3-venv).',
    );
    await run('python3', ['-m', 'venv', folder]);
    await run(path.join(folder, 'bin', 'pip'), [
      'install',
      '--quiet',
      '--disable-pip-version-check',
      `milvus==${MILVUS}`,
    ]);
  });
  return path.join(folder, 'bin', 'milvus-server');
}

/** The command that starts the S3 server. */
export async function installVersitygw(cache: string): Promise<string> {
  const folder = path.join(cache, `versitygw-${VERSITYGW}`);
  await once(folder, async () => {
    requireCommand(
      'go',
      'The S3 server (versitygw) is built with it: get Go from https://go.dev/dl or your package manager.',
    );
    await run('go', ['install', `github.com/versity/versitygw/cmd/versitygw@${VERSITYGW}`], {
      ...process.env,
      GOBIN: folder,
    });
  });
  return path.join(folder, 'versitygw');
}

async function once(folder: string, install: () => Promise<void>): Promise<void> {
  const done = path.join(folder, DONE);
  if (existsSync(done)) return;
  process.stderr.write(`installing ${path.basename(folder)} into ${path.dirname(folder)} …\n`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await install();
  await writeFile(done, '');
}

/** Something a person must install or change first; its message says what. */
export class ServicesUnavailable extends Error {
  override readonly name = 'ServicesUnavailable';
}

/** Throws when a command can not be run at all. */
function requireCommand(command: string, advice: string): void {
  const { error, status } = spawnSync(command, [command === 'go' ? 'version' : '--version'], { stdio: 'ignore' });
  if (error !== undefined || status !== 0) throw new ServicesUnavailable(`${command} is not installed. ${advice}`);
}

/** Runs a command to its end; its last lines of output go into the error when it fails. */
async function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<void> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output = (output + chunk).slice(-4_000);
    });
  }
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  if (code !== 0)
    throw new ServicesUnavailable(`\`${[command, ...args].join(' ')}\` ended with ${code}:\n${output.trim()}`);
}
