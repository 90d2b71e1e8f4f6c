import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contentHash } from './content-hash';

let root: string;
const write = async (name: string, text: string) => {
  await mkdir(path.dirname(path.join(root, name)), { recursive: true });
  await writeFile(path.join(root, name), text);
};
const hash = () => contentHash(root, ['lib', 'package.json', 'missing']);

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'soko-hash-'));
  await write('lib/a.ts', 'a');
  await write('lib/deep/b.ts', 'b');
  await write('package.json', '{}');
});

afterEach(() => rm(root, { recursive: true }));

test('the same contents give the same hash, whenever they were written', async () => {
  const before = await hash();
  await utimes(path.join(root, 'lib/a.ts'), 1, 1);
  expect(await hash()).toBe(before);
});

test.each([
  ['a changed file', () => write('lib/deep/b.ts', 'c')],
  ['a new file', () => write('lib/c.ts', '')],
  ['a lost file', () => rm(path.join(root, 'lib/a.ts'))],
  [
    'a renamed file',
    async () => {
      await rm(path.join(root, 'lib/a.ts'));
      await write('lib/z.ts', 'a');
    },
  ],
])('%s changes it', async (_what, change) => {
  const before = await hash();
  await change();
  expect(await hash()).not.toBe(before);
});

test('tests and documents do not', async () => {
  const before = await hash();
  await write('lib/a.test.ts', 'test');
  await write('lib/README.md', 'words');
  expect(await hash()).toBe(before);
});
