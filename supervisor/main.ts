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
    // The worker reads photos and pages, which lie outside its heap and are freed with its young part. With 16 MB of that, which hardly
    // fill, all of the heap was gone through at every ninth photo, and those shoppers waited 10 to 20 ms longer.
    worker: ['--max-semi-space-size=2', 'dist/worker.js'],
    // A search leaves 2 MB behind. With the 16 MB that Node takes by itself the web's are collected at every fifth to tenth of them, and
    // those shoppers wait 5 to 15 ms longer; now at every twentieth. (The largest size alone changes nothing: it is grown into only when
    // much survives.) With --expose-gc that is done between searches (app/server/collect-after-searches.ts).
    web: ['--min-semi-space-size=64', '--max-semi-space-size=64', '--expose-gc', next, 'start', '--port', String(port)],
  }),
  preload: './dist/exit-with-parent.js',
  build: (log, signal) => buildWhatIsOld({ root, log, signal }),
});
