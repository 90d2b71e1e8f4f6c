import { AGAIN, SokoError } from '@/lib/platform/errors';

/** Somebody has to make room: that takes longer than a service's hiccup. */
const FULL_DISK_AGAIN_MS = 60_000;

export const notAnImage = (what: string): SokoError =>
  new SokoError({
    code: 'image_not_an_image',
    message: `${what} Send a JPEG, PNG, WebP or AVIF picture.`,
    status: 415,
  });

export const imageTypeRefused = (type: string, advice: string): SokoError =>
  new SokoError({ code: 'image_type_refused', message: `${type} pictures are not accepted. ${advice}`, status: 415 });

export const imageIsHeic = (): SokoError =>
  new SokoError({
    code: 'image_heic',
    message:
      'HEIC (iPhone) pictures are not accepted. Choose "Most Compatible" under Settings → Camera → Formats, ' +
      'or send the picture as a JPEG: a screenshot of it will do.',
    status: 415,
  });

export const imageTooLarge = (message: string): SokoError =>
  new SokoError({ code: 'image_too_large', message, status: 413 });

export const imageUndecodable = (cause?: unknown): SokoError =>
  new SokoError({
    code: 'image_undecodable',
    message: 'The picture is damaged or incomplete. Save it again, or take another one.',
    status: 422,
    cause,
  });

export const imageTruncated = (cause?: unknown): SokoError =>
  new SokoError({
    code: 'image_truncated',
    message: 'The picture breaks off: a part of it is missing. Send it again, or take another one.',
    status: 422,
    cause,
  });

export function objectStoreUnavailable(where: string, cause: unknown): SokoError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new SokoError({
    code: 'object_store_unavailable',
    message: `The picture store (${where}) did not answer: ${why}. It is tried again by itself.`,
    retry: AGAIN,
    status: 503,
    cause,
  });
}

export const objectStoreFull = (where: string, cause: unknown): SokoError =>
  new SokoError({
    code: 'object_store_unavailable',
    message: `The disk that holds ${where} is full. Make room there; the picture is stored by itself then.`,
    retry: { again: true, afterMs: FULL_DISK_AGAIN_MS },
    status: 503,
    fault: { service: 'images', remedy: `Make room on the disk that holds ${where}.` },
    cause,
  });

export const objectStoreRefused = (message: string, cause?: unknown): SokoError =>
  new SokoError({ code: 'object_store_refused', message, cause });

/** Until someone does what `remedy` says: no picture's fault. `message`: in the service's own words. */
export const objectStoreFault = (message: string, remedy: string, cause: unknown): SokoError =>
  new SokoError({ code: 'object_store_refused', message, fault: { service: 'images', remedy }, cause });
