import { type SniffedType, sniffImageType } from '@/lib/media/image-type';
import { AGAIN, SokoError } from '@/lib/platform/errors';
import type { SafeResponse } from '@/lib/platform/safe-fetch/safe-fetch';

/** No picture fits into this; the answer to an expired link does. */
const TINY_BYTES = 64;

/** A CDN's picture; throws SokoError `image_expired`, `image_gone`, `image_not_an_image` or `http_…`. */
export function readImageResponse({ status, body }: SafeResponse, waitMs?: number): Buffer {
  if (status === 403 || status === 401 || isExpiryNote(body)) throw expired();
  if (status === 404 || status === 410) throw gone();
  if (status !== 200) throw unavailable(status, waitMs);
  if (!looksLikeImage(body)) throw body.length < TINY_BYTES ? expired() : notAnImage();
  return body;
}

function isExpiryNote(body: Buffer): boolean {
  return (
    body.length < 1_000 &&
    /url signature (?:expired|mismatch)|bad url (?:hash|timestamp)/i.test(body.toString('latin1'))
  );
}

/** What CDNs send pictures as; lib/media decides which of them are taken. */
const FORMATS = new Set<SniffedType | null>(['jpeg', 'png', 'gif', 'webp', 'avif', 'heic']);

export const looksLikeImage = (bytes: Buffer): boolean => FORMATS.has(sniffImageType(bytes));

const expired = (): SokoError =>
  new SokoError({
    code: 'image_expired',
    message: 'The picture’s link has expired: read the product’s page again for a new one.',
    status: 410,
  });

const gone = (): SokoError =>
  new SokoError({ code: 'image_gone', message: 'The picture is no longer there.', status: 410 });

const notAnImage = (): SokoError =>
  new SokoError({
    code: 'image_not_an_image',
    message: 'What the picture’s link leads to is not a picture.',
    status: 422,
  });

const unavailable = (status: number, waitMs: number | undefined): SokoError =>
  new SokoError({
    code: `http_${status}`,
    message: `The picture’s server answered ${status}.`,
    retry:
      status === 429 || status === 408 || status >= 500
        ? waitMs === undefined
          ? AGAIN
          : { again: true, afterMs: waitMs }
        : { again: false },
    status: 502,
  });
