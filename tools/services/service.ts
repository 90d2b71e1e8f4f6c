import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs a command and kills its whole process group when the command ends, or when the other end of descriptor 3 is
 * closed: by us, or by our own death, even by kill -9. A foreign server has no other way to notice.
 */
const UNTIL_PARENT_IS_GONE = `"$@" 3<&- & server=$!
(cat <&3 >/dev/null; kill -s KILL -- -$$) &
wait "$server"
kill -s KILL -- -$$`;

export interface ServiceOptions {
  name: string;
  command: string;
  args: readonly string[];
  env?: Record<string, string>;
  logFile: string;
  readyWithinMs: number;
  /** Asked again and again until it says true; may throw meanwhile. */
  isReady(): Promise<boolean>;
}

/** A server that can be killed and started again on the same data, as a fault. */
export class Service {
  private child: ChildProcess | null = null;

  constructor(private readonly options: ServiceOptions) {}

  /** Resolves when it is ready. */
  async start(): Promise<void> {
    if (this.child !== null) return;
    const { name, command, args, env, logFile, readyWithinMs, isReady } = this.options;
    const log = await open(logFile, 'a');
    const child = spawn('sh', ['-c', UNTIL_PARENT_IS_GONE, 'sh', command, ...args], {
      detached: true,
      stdio: ['ignore', log.fd, log.fd, 'pipe'],
      env: { ...process.env, ...env },
    });
    await log.close();
    this.child = child;
    child.once('exit', () => {
      if (this.child === child) this.child = null;
    });
    const giveUpAt = Date.now() + readyWithinMs;
    while (!(await isReady().catch(() => false))) {
      if (this.child !== child) throw new Error(`${name} stopped before it was ready:\n${await this.lastLines()}`);
      if (Date.now() > giveUpAt) {
        await this.kill();
        throw new Error(`${name} was not ready after ${readyWithinMs / 1000} s:\n${await this.lastLines()}`);
      }
      await sleep(100);
    }
  }

  /** At once, as a crash: neither server promises to end well when asked to (Milvus hangs on SIGTERM). */
  async kill(): Promise<void> {
    const child = this.child;
    if (child?.pid === undefined) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    process.kill(-child.pid, 'SIGKILL');
    await gone;
  }

  private async lastLines(): Promise<string> {
    return (await readFile(this.options.logFile, 'utf8').catch(() => '')).split('\n').slice(-20).join('\n');
  }
}
