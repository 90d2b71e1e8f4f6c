import { type ChildProcess, execFile } from 'node:child_process';
import { bundledEntry } from '@/e2e/support/bundled-entry';

export interface Answer {
  code: number;
  out: string;
  err: string;
}

/** `npm run soko -- …` as a process of its own; `onStart` may kill it. */
export function runSoko(
  words: string[],
  environment: Record<string, string>,
  { input = '', onStart }: { input?: string; onStart?: (child: ChildProcess) => void } = {},
): Promise<Answer> {
  const env = { ...process.env, ...environment };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [bundledEntry('cli/main.ts'), ...words], { env }, (_error, out, err) => {
      resolve({ code: child.exitCode ?? -1, out, err });
    });
    child.stdin?.end(input);
    onStart?.(child);
  });
}
