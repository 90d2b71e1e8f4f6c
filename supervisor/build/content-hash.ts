import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

const NOT_BUILT = /\.test\.tsx?$|\.md$/;

/** One hash over the contents of files and of all files in folders, tests left out. What is missing counts as empty. */
export async function contentHash(root: string, entries: string[]): Promise<string> {
  const files = (await Promise.all(entries.map((entry) => filesIn(path.join(root, entry))))).flat().sort();
  const hash = createHash('sha256');
  for (const file of files) {
    hash
      .update(`${path.relative(root, file)}\0`)
      .update(await readFile(file))
      .update('\0');
  }
  return hash.digest('hex');
}

async function filesIn(entry: string): Promise<string[]> {
  const found = await stat(entry).catch(() => undefined);
  if (found === undefined) return [];
  if (found.isFile()) return [entry];
  const inside = await readdir(entry, { withFileTypes: true, recursive: true });
  return inside
    .filter((file) => file.isFile() && !NOT_BUILT.test(file.name))
    .map((file) => path.join(file.parentPath, file.name));
}
