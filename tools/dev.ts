import path from 'node:path';
import { context } from 'esbuild';
import { isStillRunning } from '@/lib/platform/processes';
import { bundleOptions } from '@/supervisor/build/build-steps';
import { readRunFile } from '@/supervisor/run-file';
import { runSupervisor } from '@/supervisor/run-supervisor';

/**
 * `npm run dev`: the whole system with Next's own dev server; engine and worker are bundled anew and started again
 * whenever a file of theirs changes.
 */
const root = path.resolve(import.meta.dirname, '..');
const next = path.join(root, 'node_modules/next/dist/bin/next');

await runSupervisor({
  root,
  commands: (port) => ({
    engine: ['dist/engine.js'],
    worker: ['dist/worker.js'],
    web: [next, 'dev', '--port', String(port)],
  }),
  preload: './dist/exit-with-parent.js',
  environment: { NODE_ENV: 'development' },
  // What a half-written file breaks is mended by the next save.
  restarts: {
    firstWaitMs: 200,
    longestWaitMs: 2_000,
    wellAfterMs: 5_000,
    mostQuickCrashes: Number.POSITIVE_INFINITY,
    retryGivenUpMs: 60_000,
    askEveryMs: 5_000,
    answerWithinMs: 5_000,
    // Somebody may be looking at it in a debugger.
    mostMissedAnswers: Number.POSITIVE_INFINITY,
  },
  build: (log) => bundleWhileWatching(log),
});

/** Resolves after the first bundling; goes on for as long as this process lives. */
async function bundleWhileWatching(log: (line: string) => void): Promise<void> {
  let isFirst = true;
  const restart = {
    name: 'restart',
    setup(build: import('esbuild').PluginBuild) {
      build.onEnd(async ({ errors }) => {
        if (!isFirst && errors.length === 0) {
          log('engine and worker have changed');
          await stopBundledProcesses(path.resolve(root, process.env.SOKO_HOME || '.soko'));
        }
        isFirst = false;
      });
    },
  };
  const watching = await context({ ...bundleOptions(root), plugins: [restart] });
  await watching.rebuild();
  await watching.watch();
}

/** Ends engine and worker of the running system; its supervisor starts them again. */
async function stopBundledProcesses(home: string): Promise<void> {
  const run = await readRunFile(home);
  for (const name of ['worker', 'engine']) {
    const known = run?.processes[name];
    if (known !== undefined && (await isStillRunning(known))) process.kill(known.pid, 'SIGTERM');
  }
}
