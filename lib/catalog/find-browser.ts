import { createReadStream, createWriteStream } from 'node:fs';
import { access, chmod, constants, lstat, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { brotliDecompress, createBrotliDecompress } from 'node:zlib';
import { diskFull, isDiskFull } from '@/lib/platform/disk-space';
import { SokoError } from '@/lib/platform/errors';
import { makeOwnedFolder } from '@/lib/platform/owned-folder';

interface BrowserPlaces {
  /** CHROMIUM_PATH. */
  chromiumPath?: string | undefined;
  /** Where Playwright would have installed its own. */
  playwrightPath: string;
  /** Where the bundled one is unpacked: 200 MB, once. */
  unpackTo: string;
}

export interface FoundBrowser {
  executablePath: string;
  /** For LD_LIBRARY_PATH: libraries that the browser needs and a bare system lacks. */
  libraryPath?: string;
}

const SYSTEM_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A browser for the Scout: named by the operator, Playwright's own, the system's, or the one from npm. */
export async function findBrowser({ chromiumPath, playwrightPath, unpackTo }: BrowserPlaces): Promise<FoundBrowser> {
  if (chromiumPath !== undefined) {
    if (await isExecutable(chromiumPath)) return { executablePath: chromiumPath };
    throw noBrowser(`CHROMIUM_PATH names ${chromiumPath}, which cannot be run.`);
  }
  for (const executablePath of [playwrightPath, ...SYSTEM_PATHS]) {
    if (executablePath !== '' && (await isExecutable(executablePath))) return { executablePath };
  }
  const bundled = await unpackBundledChromium(unpackTo).catch((cause) => {
    if (isDiskFull(cause)) throw diskFull(unpackTo, cause);
    throw noBrowser(`The bundled Chromium could not be unpacked to ${unpackTo}.`, cause);
  });
  if (bundled !== null) return bundled;
  throw noBrowser('The Scout found no browser.');
}

function noBrowser(what: string, cause?: unknown): SokoError {
  return new SokoError({
    code: 'no_browser',
    message:
      `${what} Set CHROMIUM_PATH to a Chromium or Chrome, or run "npx playwright install chromium", ` +
      `or install Debian's "chromium" package. Pasted product links work without a browser.`,
    status: 503,
    cause,
  });
}

const holds = (promise: Promise<unknown>): Promise<boolean> =>
  promise.then(
    () => true,
    () => false,
  );
const isExecutable = (file: string): Promise<boolean> => holds(access(file, constants.X_OK));
const exists = (file: string): Promise<boolean> => holds(lstat(file));

/** Of a tar archive. */
const BLOCK = 512;

/**
 * The Chromium inside @sparticuz/chromium, unpacked once into a folder of ours. The package's own function unpacks to a
 * fixed name in the shared temporary folder and runs whatever it finds there, be it half written.
 */
async function unpackBundledChromium(folder: string): Promise<Required<FoundBrowser> | null> {
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
    // Two folders above <package>/build/cjs/index.cjs.
    const require = createRequire(import.meta.url);
    const root = path.resolve(path.dirname(require.resolve('@sparticuz/chromium')), '..', '..');
    // Every package has one.
    const { version } = require(path.join(root, 'package.json')) as { version: string };
    return { folder: path.join(root, 'bin'), version };
  } catch {
    return null;
  }
}
