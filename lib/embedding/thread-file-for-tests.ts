import { rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

const ROOT = path.resolve(import.meta.dirname, '../..');

/**
 * embedding-thread.ts, bundled as the production build does it: a TypeScript file cannot be started as a thread.
 * Inside the project, so that its packages are found.
 */
export async function bundleThread(): Promise<{ file: string; remove(): Promise<void> }> {
  const file = path.join(ROOT, '.cache', `embedding-thread-${process.pid}-${Date.now()}.mjs`);
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['lib/embedding/embedding-thread.ts'],
    outfile: file,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
  });
  return { file, remove: () => rm(file, { force: true }) };
}
