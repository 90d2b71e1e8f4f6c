import { AGAIN, NEVER, SokoError } from '@/lib/platform/errors';

/** How a visit ends when the Scout's process, or its time, does. */

export const tooLarge = (bytes: number): SokoError =>
  new SokoError({
    code: 'catalogue_too_large',
    message: `The catalogue’s page needs more memory than Soko gives a browser (${Math.round(bytes / 1024 / 1024)} MB), so the visit was ended. Paste the products’ own links instead: open each product in WhatsApp, press Share, copy its link.`,
    retry: NEVER,
    status: 502,
  });

export const timedOut = (): SokoError =>
  new SokoError({
    code: 'catalogue_timeout',
    message: 'The catalogue page stopped answering.',
    retry: AGAIN,
    status: 504,
  });

export const crashed = (): SokoError =>
  new SokoError({
    code: 'browser_crashed',
    message: 'The browser ended while it read the catalogue.',
    retry: AGAIN,
    status: 503,
  });

export const aborted = (cause: unknown): SokoError =>
  new SokoError({ code: 'aborted', message: 'The scout was stopped before it ended.', retry: AGAIN, cause });

export const notStarted = (cause: unknown): SokoError =>
  new SokoError({
    code: 'browser_not_started',
    message: `The Scout’s process did not start: ${String(cause).slice(0, 300)}`,
    retry: AGAIN,
    status: 503,
    cause,
  });
