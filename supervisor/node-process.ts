import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface NodeProcessSettings {
  /** Script and its arguments. */
  command: string[];
  /** Module loaded first, which ends the process when this one is gone (exit-with-parent). */
  preload?: string | undefined;
  cwd: string;
  environment: Record<string, string>;
  /** How long it may take to stop when this process has died; 5 s unless told. */
  orderlyStopMs?: number;
  log(line: string): void;
}

/** A Node process in a group of its own: Ctrl-C reaches the supervisor only, which stops all in order. */
export function spawnNode({
  command,
  preload,
  cwd,
  environment,
  orderlyStopMs = 5_000,
  log,
}: NodeProcessSettings): ChildProcess {
  const flags = ['--enable-source-maps', ...(preload === undefined ? [] : ['--import', preload])];
  const child = spawn(process.execPath, [...flags, ...command], {
    cwd,
    detached: true,
    // Standard input stays open for as long as this process lives: that is how the child knows.
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      ...environment,
      SOKO_SUPERVISOR_PID: String(process.pid),
      SOKO_ORDERLY_STOP_MS: String(orderlyStopMs),
    },
  });
  child.stdin?.on('error', () => {});
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', log);
  }
  return child;
}
