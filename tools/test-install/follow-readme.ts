import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, lchown, mkdir, readdir, readFile, readlink } from 'node:fs/promises';
import path from 'node:path';
import { freePort } from '@/supervisor/free-port';
import {
  type Command,
  DebianRoot,
  FRESH_SYSTEM,
  imitateNodeImage,
  npmEnvironment,
  run,
  SOMEBODY,
  say,
} from './debian-root';
import { untilReady } from './look-at-site';
import { filesOfClone } from './make-image';
import { commandsUnder } from './readme-commands';

const CLONE = `${SOMEBODY.home}/soko`;
const READY_WITHIN_MS = 10 * 60_000;
const STOP_WITHIN_MS = 60_000;
const CTRL_C = 130;

/**
 * The README's commands, word for word, as an ordinary user in a fresh clone. Left out: `npm test`, which is what CI
 * runs. The demo is asked to end, as the README says it can be; the model is the one that ships.
 */
export async function followReadme(places: { project: string; cache: string; work: string; npmCache: string }) {
  const base = await imitateNodeImage(FRESH_SYSTEM, places.cache);
  const root = await DebianRoot.over(base, path.join(places.work, 'readme'));
  await root.mount(places.npmCache, 'var/cache/npm');
  await cloneInto(root.at(CLONE), places.project);
  const readme = await readFile(path.join(places.project, 'README.md'), 'utf8');
  const port = await freePort();
  const inClone = (line: string): Command => ({
    words: ['bash', '-c', line],
    cwd: CLONE,
    user: { uid: SOMEBODY.uid, gid: SOMEBODY.uid },
    environment: {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      HOME: SOMEBODY.home,
      npm_config_cache: '/var/cache/npm',
      ...npmEnvironment(),
      PORT: String(port),
      WORKER_PORT: String(port + 1),
      SIGLIP_MODEL: 'tiny',
    },
  });

  const [demo = ''] = commandsUnder('Try it', readme);
  say(`$ ${demo} -- --exit`);
  await root.run(inClone(`${demo} -- --exit`));
  let up: ChildProcess | undefined;
  for (const line of commandsUnder('Run it', readme)) {
    say(`$ ${line}`);
    if (line !== 'npm run up') {
      await root.run(inClone(line));
      continue;
    }
    const running = root.spawn(inClone(line));
    up = running;
    await untilReady({ url: `http://127.0.0.1:${port}` }, READY_WITHIN_MS, () => running.exitCode !== null);
  }
  if (up === undefined) throw new Error('the README does not say how to run it');
  await stopByCtrlC(up);
  const left = await processesIn(root.folder);
  if (left.length > 0) throw new Error(`Ctrl-C left these running: ${left.join(', ')}`);
  say('Ctrl-C stopped all of it');
}

async function cloneInto(folder: string, project: string): Promise<void> {
  for (const file of filesOfClone(project)) {
    const target = path.join(folder, file);
    await mkdir(path.dirname(target), { recursive: true });
    await cp(path.join(project, file), target, { verbatimSymlinks: true });
  }
  run('chown', ['--recursive', '--no-dereference', `${SOMEBODY.uid}:${SOMEBODY.uid}`, folder]);
  await lchown(folder, SOMEBODY.uid, SOMEBODY.uid);
}

/** A terminal sends it to all of a group. */
async function stopByCtrlC(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) throw new Error('npm run up never ran');
  const { pid } = child;
  const ended = once(child, 'close');
  process.kill(-pid, 'SIGINT');
  const timeout = setTimeout(() => process.kill(-pid, 'SIGKILL'), STOP_WITHIN_MS);
  const [code, signal]: (number | string | null)[] = await ended;
  clearTimeout(timeout);
  if (code !== 0 && code !== CTRL_C && signal !== 'SIGINT')
    throw new Error(`after Ctrl-C npm run up ended with ${signal ?? `exit code ${code}`}`);
}

/** Whose root is this folder, by their command. */
async function processesIn(folder: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const root = await readlink(`/proc/${pid}/root`).catch(() => '');
      return root === folder ? (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim() : '';
    }),
  );
  return found.filter((name) => name !== '');
}
