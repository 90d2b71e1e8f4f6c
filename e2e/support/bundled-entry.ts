import path from 'node:path';

/** Names the folder that entries-for-tests.ts bundles into. */
export const BUNDLED_ENTRIES = 'SOKO_TEST_ENTRIES';

/** The file that Node starts for a TypeScript entry, given from the project's root. */
export function bundledEntry(entry: string): string {
  const folder = process.env[BUNDLED_ENTRIES];
  if (folder === undefined) throw new Error('no bundled entries: run through Vitest');
  return path.join(folder, entry.replace(/\.ts$/, '.js'));
}
