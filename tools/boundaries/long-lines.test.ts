import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findLongLines, longLinesOf } from './long-lines';

const WIDE = `// ${'x'.repeat(118)}`;
const FITS = `// ${'x'.repeat(117)}`;

describe('the lines of a file', () => {
  test('may have 120 columns, not 121', () => {
    expect(longLinesOf(`${FITS}\n${WIDE}\n\n${WIDE}\n`)).toEqual([2, 4]);
  });

  test('are measured in characters, as an editor shows them', () => {
    expect(longLinesOf(`// ${'→'.repeat(117)}\n// ${'🔥'.repeat(117)}`)).toEqual([]);
    expect(longLinesOf(`// ${'→'.repeat(118)}`)).toEqual([1]);
  });

  test('stay as they are where there is nothing to break at', () => {
    expect(longLinesOf(`    https://example.org/${'x'.repeat(200)}`)).toEqual([]);
    expect(longLinesOf(`  src: url("data:image/svg+xml,${'x'.repeat(200)}");`)).toEqual([]);
  });
});

describe('a project', () => {
  let project: string;
  const write = async (name: string, text: string) => {
    await mkdir(path.dirname(path.join(project, name)), { recursive: true });
    await writeFile(path.join(project, name), text);
  };

  beforeEach(async () => {
    project = await mkdtemp(path.join(tmpdir(), 'soko-long-lines-'));
    execFileSync('git', ['init', '--quiet'], { cwd: project });
  });

  afterEach(() => rm(project, { recursive: true }));

  test('is searched in what git knows and people write', async () => {
    const blamed = ['README.md', 'app/page.tsx', 'lib/a.ts', 'style.css', '.github/ci.yml'];
    const free = ['package-lock.json', 'lib/fixtures/page.ts', 'picture.svg', 'prisma/migrations/1/migration.sql'];
    for (const file of [...blamed, ...free]) await write(file, `${WIDE}\n`);
    execFileSync('git', ['add', '.'], { cwd: project });
    await write('not-added.ts', WIDE);
    expect((await findLongLines(project)).sort()).toEqual(blamed.map((file) => `${file}:1`).sort());
  });

  test('may have lost files that git still knows', async () => {
    await write('lib/gone.ts', WIDE);
    execFileSync('git', ['add', '.'], { cwd: project });
    await rm(path.join(project, 'lib'), { recursive: true });
    expect(await findLongLines(project)).toEqual([]);
  });
});
