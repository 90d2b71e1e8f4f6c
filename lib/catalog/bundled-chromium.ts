import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, lstat, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { brotliDecompress, createBrotliDecompress } from 'node:zlib';
import { makeOwnedFolder } from '@/lib/platform/owned-folder';

export interface BundledChromium {
  executablePath: string;
  /** Libraries that the browser needs and a bare system lacks. */
  libraryPath: string;
}

const BLOCK = 512;

/**
 * The Chromium inside @sparticuz/chromium, unpacked once into a folder of ours. Not by the package's own function: that
 * one unpacks to a fixed name in the shared temporary folder, runs whatever file it finds there, and two processes that
 * start together run a half-written one.
 */
export async function unpackBundledChromium(folder: string): Promise<BundledChromium | null> {
  const bin = binFolder();
  if (bin === null || process.platform !== 'linux' || process.arch !== 'x64') return null;
  const home = path.join(folder, `chromium-${bin.version}`);
  const found = { executablePath: path.join(home, 'chromium'), libraryPath: path.join(home, 'lib') };
  if (await exists(found.executablePath)) return found;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // 200 MB: one that is killed while it unpacks must not leave them for ever.
  const draft = await makeOwnedFolder(folder, 'unpacking-');
  try {
    await unpackInto(draft.path, bin.folder);
    await rename(draft.path, home);
  } catch (error) {
    await draft.remove();
    // Another process was faster.
    if (!(await exists(found.executablePath))) throw error;
  }
  return found;
}

async function unpackInto(draft: string, bin: string): Promise<void> {
  const executable = path.join(draft, 'chromium');
  await pipeline(
    createReadStream(path.join(bin, 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(executable),
  );
  await chmod(executable, 0o755);
  for (const archive of ['al2023.tar.br', 'swiftshader.tar.br']) {
    const packed = path.join(bin, archive);
    if (await exists(packed)) await untar(await promisify(brotliDecompress)(await readFile(packed)), draft);
  }
}

/** Plain files of a tar archive: all that the package's own archives hold. */
async function untar(archive: Buffer, into: string): Promise<void> {
  for (let at = 0; at + BLOCK <= archive.length; ) {
    const field = (from: number, length: number): string =>
      archive
        .toString('latin1', at + from, at + from + length)
        .replace(/\0.*$/s, '')
        .trim();
    const name = field(0, 100);
    if (name === '') return;
    const size = Number.parseInt(field(124, 12) || '0', 8);
    if (['', '0'].includes(field(156, 1)) && !name.includes('..')) {
      const target = path.join(into, name);
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, archive.subarray(at + BLOCK, at + BLOCK + size), { mode: 0o755 });
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

function binFolder(): { folder: string; version: string } | null {
  try {
    // <package>/build/cjs/index.cjs
    const main = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    const root = path.resolve(path.dirname(main), '..', '..');
    const { version } = createRequire(import.meta.url)(path.join(root, 'package.json')) as { version: string }; // every package has one
    return { folder: path.join(root, 'bin'), version };
  } catch {
    return null;
  }
}

const exists = (file: string): Promise<boolean> =>
  lstat(file).then(
    () => true,
    () => false,
  );
