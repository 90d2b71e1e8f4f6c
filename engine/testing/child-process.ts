import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface Child {
  /** What it wrote on stdout, as it comes. */
  lines: string[];
  errors: string[];
  exit: Promise<number | null>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** Runs one of the engine's TypeScript files as a process of its own, which ends with this one. */
export function startChild(entry: string, env: Record<string, string>): Child {
  const child = spawn(process.execPath, commandOf(entry), {
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  const lines: string[] = [];
  const errors: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));
  const exit = once(child, 'close').then(([code]: (number | null)[]) => {
    process.off('exit', killWithUs);
    return code ?? null;
  });
  return {
    lines,
    errors,
    exit,
    async kill(signal) {
      child.kill(signal);
      await exit;
    },
  };
}

/** Tests find it bundled, which starts in a third of the time. */
function commandOf(entry: string): string[] {
  const bundles = process.env.SOKO_TEST_ENTRIES;
  return bundles ? [path.join(bundles, entry.replace(/\.ts$/, '.js'))] : ['--import', 'tsx', entry];
}

/** A port that was free a moment ago, for what has to come back on the same one. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
