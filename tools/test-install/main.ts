import { spawnSync } from 'node:child_process';
import { chown, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeOwnedFolder } from '@/lib/platform/owned-folder';
import { CannotTest, requireTools, SOMEBODY, say } from './debian-root';
import { followReadme } from './follow-readme';
import { followSystemd } from './follow-systemd';
import { lint } from './lint';
import { makeImage } from './make-image';
import { runImage } from './run-image';

/**
 * `npm run test:install [-- --only lint,image,readme,systemd]`: lints what is deployed with, performs the Dockerfile
 * and runs what it makes, follows the README and the section on systemd, each in a fresh Debian. Root on Linux with
 * debootstrap and systemd-nspawn; package registries only.
 * Exit code 2: it could not be tested on this machine.
 */
const PARTS = ['lint', 'image', 'readme', 'systemd'] as const;
const project = path.resolve(import.meta.dirname, '../..');
const cache = path.resolve(project, process.env.SOKO_INSTALL_CACHE ?? '.cache/test-install');
/** Names the folder to work in; set in the namespace of its own, with which every mount and process ends. */
const WORK = 'SOKO_TEST_INSTALL_WORK';
const CANNOT = 2;

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const only = values.only?.split(',') ?? PARTS;
const unknown = only.filter((name) => !PARTS.some((part) => part === name));
if (unknown.length > 0) throw new Error(`there is no ${unknown.join(', ')}; there are ${PARTS.join(', ')}`);

const work = process.env[WORK];
process.exitCode = work === undefined ? await enter() : await testInstall(work);

async function enter(): Promise<number> {
  try {
    requireTools(only.includes('systemd') ? ['systemd-nspawn', 'nsenter'] : []);
  } catch (error) {
    return tell(error);
  }
  await mkdir(cache, { recursive: true });
  const folder = await makeOwnedFolder(cache, 'work-');
  const again = [...process.execArgv, import.meta.filename, ...process.argv.slice(2)];
  const alone = ['--mount', '--pid', '--fork', '--kill-child', '--mount-proc', process.execPath, ...again];
  const env = { ...process.env, [WORK]: folder.path };
  const { status } = spawnSync('unshare', alone, { stdio: 'inherit', env });
  // Not before the namespace has gone, and with it what was mounted in there.
  await folder.remove();
  return status ?? 1;
}

async function testInstall(work: string): Promise<number> {
  // The first process of a namespace is ended by nothing that it does not listen to.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const startedAt = performance.now();
  try {
    if (only.includes('lint')) await lint({ project, cache, work });
    if (only.includes('image')) {
      const npmCache = await folderOf('npm-of-root', 0);
      await runImage(await makeImage({ project, cache, work, npmCache }), work);
    }
    if (only.includes('readme'))
      await followReadme({ project, cache, work, npmCache: await folderOf('npm-of-somebody', SOMEBODY.uid) });
    if (only.includes('systemd'))
      await followSystemd({ project, cache, work, npmCache: await folderOf('npm-of-root', 0) });
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
    say(`${only.join(', ')}: passed in ${seconds} s`);
    return 0;
  } catch (error) {
    return tell(error);
  }
}

function tell(error: unknown): number {
  const isImpossible = error instanceof CannotTest;
  say(`${isImpossible ? 'NOT tested' : 'failed'}: ${error instanceof Error ? error.message : String(error)}`);
  return isImpossible ? CANNOT : 1;
}

async function folderOf(name: string, owner: number): Promise<string> {
  const folder = path.join(cache, name);
  await mkdir(folder, { recursive: true });
  await chown(folder, owner, owner);
  return folder;
}
