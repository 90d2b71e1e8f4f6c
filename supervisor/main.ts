import { createRequire } from 'node:module';
import path from 'node:path';
import { buildWhatIsOld } from './build/build-steps';
import { runSupervisor } from './run-supervisor';

const root = path.resolve(import.meta.dirname, '..');
const next = createRequire(import.meta.url).resolve('next/dist/bin/next');

await runSupervisor({
  root,
  commands: (port) => ({
    engine: ['dist/engine.js'],
    worker: ['dist/worker.js'],
    web: [next, 'start', '--port', String(port)],
  }),
  preload: './dist/exit-with-parent.js',
  build: (log, signal) => buildWhatIsOld({ root, log, signal }),
});
