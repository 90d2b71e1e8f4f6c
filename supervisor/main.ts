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
    // The worker reads photos and pages, which lie outside its heap and are freed with its young generation. With 16 MB
    // of that, which hardly fill, every ninth photo cost a full collection, and those shoppers waited 10 to 20 ms
    // longer.
    worker: ['--max-semi-space-size=2', 'dist/worker.js'],
    // A search leaves 2 MB behind. With Node's own 16 MB, every fifth to tenth search is interrupted by a collection
    // of 5 to 15 ms; with 64 MB every twentieth. (The maximum alone changes nothing: V8 grows into it only when much
    // survives.) With --expose-gc that is done between searches (app/server/collect-after-searches.ts).
    web: ['--min-semi-space-size=64', '--max-semi-space-size=64', '--expose-gc', next, 'start', '--port', String(port)],
  }),
  preload: './dist/exit-with-parent.js',
  build: (log, signal) => buildWhatIsOld({ root, log, signal }),
});
