import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const MOST_COLUMNS = 120;
const READ = /\.(tsx?|mjs|css|md|ya?ml)$/;
/** Kept as somebody sent it, or written by a tool: a row of a table is one line. */
const NOT_OURS = /(^|\/)fixtures\/|^docs\/operations\/(faults|growth)\.md$/;

/** `FILE:LINE` of what is too wide in the files that git knows. Biome wraps code, but neither comments nor strings. */
export async function findLongLines(project: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)('git', ['ls-files', '-z'], { cwd: project, maxBuffer: 16 * 2 ** 20 });
  const files = stdout.split('\0').filter((file) => READ.test(file) && !NOT_OURS.test(file));
  const found = await Promise.all(
    files.map(async (file) => {
      // Git still knows what has been removed and not yet committed.
      const text = await readFile(path.join(project, file), 'utf8').catch(() => '');
      return longLinesOf(text).map((line) => `${file}:${line}`);
    }),
  );
  return found.flat();
}

/** Addresses and patterns have no space to break at; in CSS Biome keeps them on one line with what they belong to. */
const UNBREAKABLE = /^\s*\S+$|\burl\("/;

/** Their numbers, from 1. */
export function longLinesOf(text: string): number[] {
  return text
    .split('\n')
    .flatMap((line, at) => ([...line].length > MOST_COLUMNS && !UNBREAKABLE.test(line) ? at + 1 : []));
}
