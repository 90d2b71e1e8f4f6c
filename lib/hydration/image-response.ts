import { AGAIN, SokoError } from '@/lib/platform/errors';
import type { SafeResponse } from '@/lib/platform/safe-fetch/safe-fetch';
import type { FetchedImage } from './hydrate-result';

/** No picture fits into this; an expired link's answer does. */
const TINY_BYTES = 64;

/** The picture in a CDN's answer; throws SokoError `image_expired`, `image_gone`, `image_not_an_image` or `http_…`. */
export function readImageResponse({ status, headers, body }: SafeResponse, waitMs?: number): FetchedImage {
  if (status === 403 || status === 401 || isExpiryNote(body)) throw expired();
  if (status === 404 || status === 410) throw gone();
  if (status !== 200) throw unavailable(status, waitMs);
  if (!looksLikeImage(body)) throw body.length < TINY_BYTES ? expired() : notAnImage();
  return { bytes: body, contentType: headers['content-type'] ?? '', etag: headers.etag ?? null };
}

function isExpiryNote(body: Buffer): boolean {
  return (
    body.length < 1_000 &&
    /url signature (?:expired|mismatch)|bad url (?:hash|timestamp)/i.test(body.toString('latin1'))
  );
}

/** By the first bytes of every picture format met; lib/media decides what is really in them. */
export function looksLikeImage(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 16).toString('latin1');
  return (
    start.startsWith('\xff\xd8\xff') ||
    start.startsWith('\x89PNG\r\n\x1a\n') ||
    start.startsWith('GIF8') ||
    (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') ||
    /^.{4}ftyp(?:avif|avis|mif1|heic|heix|msf1)/s.test(start)
  );
}

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
