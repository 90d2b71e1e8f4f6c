import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@/supervisor/free-port';
import { spawnNode } from '@/supervisor/node-process';

const READY_WITHIN_MS = 120_000;
const STOP_WITHIN_MS = 20_000;

export interface AnotherWorker {
  pid: number;
  port: number;
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/**
 * One more worker for a system that runs, as operators start it: the same settings, a port of its own. `environment`:
 * what the system's processes run with (run.json). Ready when this resolves.
 */
export async function startAnotherWorker(
  root: string,
  environment: Record<string, string>,
  settings: Record<string, string> = {},
): Promise<AnotherWorker> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const lines: string[] = [];
  const child = spawnNode({
    command: ['dist/worker.js'],
    preload: './dist/exit-with-parent.js',
    cwd: root,
    environment: { ...environment, WORKER_PORT: String(port), WORKER_URL: url, ...settings },
    log: (line) => void lines.splice(0, lines.push(line) - 30),
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('the second worker could not be started');
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const end = async (signal: NodeJS.Signals) => {
    if (hasEnded()) return;
    const gone = once(child, 'exit');
    // What it started, too, unless it may tidy up by itself.
    process.kill(signal === 'SIGKILL' ? -pid : pid, signal);
    const late = setTimeout(() => process.kill(-pid, 'SIGKILL'), STOP_WITHIN_MS);
    await gone;
    clearTimeout(late);
  };
  for (const giveUpAt = Date.now() + READY_WITHIN_MS; Date.now() < giveUpAt && !hasEnded(); await sleep(250)) {
    const answer = await fetch(`${url}/ready`).catch(() => null);
    if (answer?.status === 200) return { pid, port, end };
  }
  await end('SIGKILL');
  throw new Error(`the second worker did not become ready:\n${lines.join('\n')}`);
}
