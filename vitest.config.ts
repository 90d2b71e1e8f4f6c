import path from 'node:path';
import { defineConfig } from 'vitest/config';

const NOT_OURS = ['**/node_modules/**', '**/dist/**', '**/.next/**', '**/.cache/**', '**/.soko*/**'];
const OTHER_KINDS = ['**/*.integration.test.ts', '**/*.services.test.ts'];

export default defineConfig({
  resolve: { alias: { '@': path.resolve(import.meta.dirname) } },
  test: {
    // Two cores are shared with a browser, PostgreSQL and the model.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: [...NOT_OURS, ...OTHER_KINDS],
          // How long something takes is nothing a test says: property tests share the cores with a browser.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['**/*.integration.test.ts'],
          exclude: NOT_OURS,
          globalSetup: ['e2e/support/postgres-for-tests.ts', 'e2e/support/entries-for-tests.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'services',
          include: ['**/*.services.test.ts'],
          exclude: NOT_OURS,
          globalSetup: ['e2e/support/postgres-for-tests.ts', 'e2e/support/entries-for-tests.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // There is one Milvus on a machine.
          fileParallelism: false,
        },
      },
    ],
  },
});
