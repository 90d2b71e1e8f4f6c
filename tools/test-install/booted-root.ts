import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { CannotTest, type DebianRoot, npmEnvironment, run } from './debian-root';

const BOOTED_WITHIN_MS = 60_000;
const OFF_WITHIN_MS = 60_000;

/** A Debian root that systemd has booted: services, users, a journal, as on a rented machine; our network. */
export class BootedRoot {
  readonly #machine: ChildProcess;
  /** Asked of npm once: each time takes a second. */
  readonly #variables = Object.entries({
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: '/root',
    npm_config_cache: '/var/cache/npm',
    ...npmEnvironment(),
  }).map(([name, value]) => `${name}=${value}`);

  private constructor(machine: ChildProcess) {
    this.#machine = machine;
  }

  /** Errors: CannotTest when systemd does not boot here. */
  static async boot(root: DebianRoot): Promise<BootedRoot> {
    // Booting makes these itself.
    for (const made of ['dev', 'proc']) run('umount', ['--recursive', root.at(made)]);
    // No machined, and no unit of this machine, has to know of it.
    const words = ['--quiet', `--directory=${root.folder}`, '--boot', '--register=no', '--keep-unit'];
    const machine = spawn('systemd-nspawn', words, { stdio: ['ignore', 'ignore', 'inherit'] });
    const booted = new BootedRoot(machine);
    for (const giveUpAt = Date.now() + BOOTED_WITHIN_MS; Date.now() < giveUpAt; await sleep(500)) {
      if (machine.exitCode !== null) break;
      if (await booted.succeeds('systemctl is-system-running --wait | grep --extended-regexp "running|degraded"'))
        return booted;
    }
    machine.kill('SIGKILL');
    throw new CannotTest('systemd does not boot in a root of its own on this machine.');
  }

  /** A line as root's shell takes it, its output shown. Throws when it fails. */
  async run(line: string, cwd = '/root'): Promise<void> {
    if (!(await this.succeeds(line, cwd, 'inherit'))) throw new Error(`failed: ${line}`);
  }

  async succeeds(line: string, cwd = '/root', output: 'inherit' | 'ignore' = 'ignore'): Promise<boolean> {
    const inside = ['/usr/bin/env', '--ignore-environment', `--chdir=${cwd}`, ...this.#variables, 'bash', '-c', line];
    const spaces = ['--mount', '--uts', '--ipc', '--pid', '--root', '--wd'];
    const words = [`--target=${await this.#firstProcess()}`, ...spaces, '--', ...inside];
    const child = spawn('nsenter', words, { stdio: ['ignore', output, output === 'inherit' ? 'inherit' : 'ignore'] });
    const [code]: (number | string | null)[] = await once(child, 'close');
    return code === 0;
  }

  async powerOff(): Promise<void> {
    if (this.#machine.exitCode !== null) return;
    const off = once(this.#machine, 'close');
    const timeout = setTimeout(() => this.#machine.kill('SIGKILL'), OFF_WITHIN_MS);
    await this.succeeds('systemctl poweroff');
    await off;
    clearTimeout(timeout);
  }

  /** systemd itself: the only child of who made its namespaces. 0 before there is one, which nobody can enter. */
  async #firstProcess(): Promise<number> {
    const { pid } = this.#machine;
    const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
    return Number(children.trim().split(' ')[0]);
  }
}
