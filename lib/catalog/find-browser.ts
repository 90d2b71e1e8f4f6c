import { access, constants } from 'node:fs/promises';
import { diskFull, isDiskFull } from '@/lib/platform/disk-space';
import { NEVER, SokoError } from '@/lib/platform/errors';
import { unpackBundledChromium } from './bundled-chromium';

export interface BrowserPlaces {
  /** CHROMIUM_PATH. */
  chromiumPath?: string | undefined;
  /** Where Playwright would have installed its own. */
  playwrightPath: string;
  /** Where the bundled one is unpacked: 200 MB, once. */
  unpackTo: string;
}

export interface FoundBrowser {
  executablePath: string;
  /** For LD_LIBRARY_PATH. */
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
    message: `${what} Set CHROMIUM_PATH to a Chromium or Chrome, or run "npx playwright install chromium", or install Debian's "chromium" package. Pasted product links work without a browser.`,
    retry: NEVER,
    status: 503,
    cause,
  });
}

const isExecutable = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
