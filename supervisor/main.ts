import { createRequire } from 'node:module';
import path from 'node:path';
import { buildWhatIsOld } from '@/tools/build/build-steps';
import { runSupervisor } from './run-supervisor';

const root = path.resolve(import.meta.dirname, '..');
const next = createRequire(import.meta.url).resolve('next/dist/bin/next');

await runSupervisor({
  root,
  commands: (port) => ({
    engine: ['dist/engine.js'],
    worker: ['dist/worker.js'],
    // Node collects what a search leaves behind (a photo, a page of products) at every fifth of them with the 16 MB it takes by
    // itself, and those shoppers wait 5 to 15 ms longer; now at every tenth.
    web: ['--min-semi-space-size=64', '--max-semi-space-size=64', next, 'start', '--port', String(port)],
  }),
  preload: './dist/exit-with-parent.js',
  build: (log, signal) => buildWhatIsOld({ root, log, signal }),
});
