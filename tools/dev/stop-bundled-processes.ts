import { isStillRunning } from '@/lib/platform/processes';
import { readRunFile } from '@/supervisor/run-file';

/** Ends engine and worker of the running system; its supervisor starts them again. */
export async function stopBundledProcesses(home: string): Promise<void> {
  const run = await readRunFile(home);
  for (const name of ['worker', 'engine']) {
    const known = run?.processes[name];
    if (known !== undefined && (await isStillRunning(known))) process.kill(known.pid, 'SIGTERM');
  }
}
