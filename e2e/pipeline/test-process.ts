import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { bundledEntry } from '@/e2e/support/bundled-entry';

export interface TestProcess {
  port: number;
  /** What it wrote, the last lines first to look at when something fails. */
  lines: string[];
  /** Resolves when it is gone. */
  kill(signal: NodeJS.Signals): Promise<void>;
}

const readyLine = z.looseObject({ port: z.number().int().positive() });

/** Starts a TypeScript entry as a Node process; resolves when it says, in a line of JSON, which port it listens on. */
export async function startProcess(entry: string, environment: Record<string, string>): Promise<TestProcess> {
  const child = spawn(
    process.execPath,
    ['--import', bundledEntry('supervisor/exit-with-parent.ts'), bundledEntry(entry)],
    {
      env: {
        PATH: process.env.PATH ?? '',
        NODE_ENV: 'production',
        SOKO_SUPERVISOR_PID: String(process.pid),
        ...environment,
      },
      // Its standard input ends with us, however we end: it stops then.
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  const lines: string[] = [];
  const keep = (line: string) => void lines.push(line);
  createInterface({ input: child.stderr }).on('line', keep);
  const port = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      keep(line);
      const named = line.startsWith('{') ? readyLine.safeParse(JSON.parse(line)).data?.port : undefined;
      if (named !== undefined) resolve(named);
    });
    child.once('close', (code, signal) =>
      reject(new Error(`${entry} ended (${code ?? signal}):\n${lines.join('\n')}`)),
    );
  });
  return {
    port,
    lines,
    async kill(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    },
  };
}
