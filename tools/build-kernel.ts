import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import wabt from 'wabt';

const FOLDER = path.resolve(import.meta.dirname, '../lib/vectors/kernel');
export const KERNEL_BYTES = path.join(FOLDER, 'kernel-bytes.ts');

/** `npm run build:kernel`. */
if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await writeFile(KERNEL_BYTES, await compiledKernel());
}

/** The file the application imports: its bundles have nowhere to read a .wasm from. */
export async function compiledKernel(): Promise<string> {
  const [{ parseWat }, source] = await Promise.all([wabt(), readFile(path.join(FOLDER, 'kernel.wat'))]);
  const parsed = parseWat('kernel.wat', source);
  try {
    parsed.validate();
    const base64 = Buffer.from(parsed.toBinary({}).buffer).toString('base64');
    const lines = base64.match(/.{1,110}/g) ?? [];
    return [
      '// Made of kernel.wat by "npm run build:kernel".',
      'export const KERNEL_BYTES =',
      `${lines.map((line) => `  '${line}'`).join(' +\n')};`,
      '',
    ].join('\n');
  } finally {
    parsed.destroy();
  }
}
