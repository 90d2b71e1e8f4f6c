import { writeFile } from 'node:fs/promises';
import { compiledKernel, KERNEL_BYTES } from './kernel/compile-kernel';

await writeFile(KERNEL_BYTES, await compiledKernel());
