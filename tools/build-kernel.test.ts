import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { compiledKernel, KERNEL_BYTES } from './build-kernel';

it('gives the bytes that are committed (npm run build:kernel)', async () => {
  expect(await compiledKernel()).toBe(await readFile(KERNEL_BYTES, 'utf8'));
});
