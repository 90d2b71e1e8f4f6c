import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { bundleOptions } from '@/supervisor/build/build-steps';
import { BUNDLED_ENTRIES } from './bundled-entry';

/** What tests start as processes of their own. */
const ENTRIES = [
  'cli/main.ts',
  'e2e/pipeline/app-process.ts',
  'e2e/world/main.ts',
  'engine/main.ts',
  'engine/testing/crash-app.ts',
  'lib/catalog/fixtures/scout-host.ts',
  'lib/catalog/scout-child.ts',
  'supervisor/exit-with-parent.ts',
  'supervisor/fixtures/fake-system.ts',
];

/**
 * Vitest's global set-up: the entries as JavaScript. Tests start some sixty processes, and each would spend most of its
 * start on reading TypeScript. Inside the project, so that packages are found.
 */
export default async function bundleEntriesForTests(): Promise<(() => Promise<void>) | undefined> {
  // Another project's set-up, in the same run, has done so.
  if (process.env[BUNDLED_ENTRIES] !== undefined) return;
  // Its own: two runs at once must not write into what the other starts.
  await mkdir('.cache', { recursive: true });
  const folder = await mkdtemp(path.resolve('.cache/test-entries-'));
  await build({ ...bundleOptions(process.cwd()), entryPoints: ENTRIES, outdir: folder, outbase: '.', splitting: true });
  process.env[BUNDLED_ENTRIES] = folder;
  return () => rm(folder, { recursive: true, force: true });
}
