import { createRequire } from 'node:module';
import path from 'node:path';
import type { SupervisorSettings } from './run-supervisor';

const next = createRequire(import.meta.url).resolve('next/dist/bin/next');

/** The processes as a build left them. This file's folder and dist/, where it is bundled, both lie in the root. */
export const BUILT_SYSTEM = {
  root: path.resolve(import.meta.dirname, '..'),
  commands: (port) => ({
    engine: ['dist/engine.js'],
    worker: ['dist/worker.js'],
    web: [next, 'start', '--port', String(port)],
  }),
  preload: './dist/exit-with-parent.js',
} satisfies Partial<SupervisorSettings>;
