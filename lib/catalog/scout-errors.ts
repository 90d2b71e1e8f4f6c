import { AGAIN, NEVER, SokoError } from '@/lib/platform/errors';

/** How a visit ends without an outcome, in the Scout's process and in the worker that watches it. */

const OWN_LINKS = 'Paste the products’ own links instead: open each product in WhatsApp, press Share, copy its link.';

export const tooLarge = (bytes: number): SokoError => {
  const most = `${Math.round(bytes / 1024 / 1024)} MB`;
  return new SokoError({
    code: 'catalogue_too_large',
    message:
      `The catalogue’s page needs more memory than Soko gives a browser (${most}), so the visit was ended. ` +
      OWN_LINKS,
    retry: NEVER,
    status: 502,
  });
};

export const opensWindows = (): SokoError =>
  new SokoError({
    code: 'catalogue_opens_windows',
    message: `The catalogue page keeps opening windows, so the visit was ended. ${OWN_LINKS}`,
    status: 502,
  });

export const timedOut = (): SokoError =>
  again('catalogue_timeout', 'The catalogue page stopped answering.', { status: 504 });

export const crashed = (cause?: unknown): SokoError =>
  again('browser_crashed', 'The browser ended while it read the catalogue.', { status: 503, cause });

export const pageCrashed = (): SokoError =>
  again('page_crashed', 'The catalogue page crashed its tab. The catalogue is tried again.', { status: 503 });

export const aborted = (cause: unknown): SokoError =>
  again('aborted', 'The scout was stopped before it ended.', { cause });

export const notStarted = (what: string, cause: unknown): SokoError =>
  again('browser_not_started', `${what} did not start: ${String(cause).slice(0, 300)}`, { status: 503, cause });

export const unreachable = (what: string, cause?: unknown): SokoError =>
  again('catalogue_unreachable', `${what} The catalogue is tried again.`, { status: 502, cause });

export const notAllowed = (code: string): SokoError =>
  new SokoError({
    code,
    message: 'The catalogue’s address led to a place that Soko does not fetch from.',
    status: 502,
  });

function again(code: string, message: string, details: { status?: number; cause?: unknown }): SokoError {
  return new SokoError({ code, message, retry: AGAIN, ...details });
}
