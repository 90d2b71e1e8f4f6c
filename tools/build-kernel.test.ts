import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { compiledKernel, KERNEL_BYTES } from './build-kernel';

test('gives the bytes that are committed (npm run build:kernel)', async () => {
  expect(await compiledKernel()).toBe(await readFile(KERNEL_BYTES, 'utf8'));
});
