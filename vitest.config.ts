import path from 'node:path';
import { defineConfig } from 'vitest/config';

const NOT_OURS = ['**/node_modules/**', '**/dist/**', '**/.next/**', '**/.cache/**', '**/.soko*/**'];
const ENGINE = 'engine/**/*.integration.test.ts';
/** The pipeline as a whole: nearly every change reaches it, so the loop while working leaves it out. */
const WHOLE = 'e2e/pipeline/**/*.integration.test.ts';
const SERVERS = ['e2e/support/postgres-for-tests.ts', 'e2e/support/entries-for-tests.ts'];

/** What Vitest tells apart by: the end of a file's name, and what it needs. */
const KINDS = {
  unit: {
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: [...NOT_OURS, '**/*.integration.test.ts', '**/*.services.test.ts'],
    // How long something takes is nothing a test says: property tests share the cores with a browser.
    testTimeout: 60_000,
  },
  integration: {
    include: ['**/*.integration.test.ts'],
    exclude: [...NOT_OURS, ENGINE, WHOLE],
    globalSetup: SERVERS,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
  // Mostly waiting: for sleeps, retries, throttles.
  engine: {
    include: [ENGINE],
    exclude: NOT_OURS,
    globalSetup: SERVERS,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    isolate: false,
  },
  services: {
    include: ['**/*.services.test.ts'],
    exclude: NOT_OURS,
    globalSetup: SERVERS,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // There is one Milvus on a machine.
    fileParallelism: false,
  },
};

/** Tests of what a process has one of: its settings, its wiring, modules told apart by their copies. */
const PROCESS_WIDE = ['app/**', 'lib/platform/**'];

/**
 * Files share the modules they load, which takes longer than most tests do; but for those that need a process of
 * their own.
 */
function projectsOf(name: 'unit' | 'integration') {
  const { include, exclude, ...kind } = KINDS[name];
  return [
    { name, include, exclude: [...exclude, ...PROCESS_WIDE], isolate: false },
    { name: `${name}-apart`, include: within(PROCESS_WIDE, include), exclude, isolate: true },
  ].map((test) => ({ extends: true as const, test: { ...kind, ...test } }));
}

/** `app/**` and `**` + `/*.test.ts` are `app/**` + `/*.test.ts`. */
function within(folders: string[], names: string[]): string[] {
  return folders.flatMap((folder) => names.map((name) => name.replace('**', folder)));
}

export default defineConfig({
  resolve: { alias: { '@': path.resolve(import.meta.dirname) } },
  test: {
    // Two cores are shared with a browser, PostgreSQL and the model.
    maxWorkers: 2,
    unstubGlobals: true,
    unstubEnvs: true,
    projects: [
      ...projectsOf('unit'),
      ...projectsOf('integration'),
      { extends: true, test: { ...KINDS.integration, name: 'integration-whole', include: [WHOLE], exclude: NOT_OURS } },
      { extends: true, test: { name: 'engine', ...KINDS.engine } },
      { extends: true, test: { name: 'services', ...KINDS.services } },
    ],
  },
});
