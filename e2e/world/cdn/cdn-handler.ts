import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { actOutFault, type ErrorVoice } from '@/e2e/world/http/act-out-fault';
import { type Exchange, pause, send, stream } from '@/e2e/world/http/exchange';
import { PIXEL } from '@/e2e/world/pages/static-files';
import type { ImageFeature, ImageTakeover } from '@/e2e/world/quirks/image';
import type { WorldState } from '@/e2e/world/world-state';
import type { FormedPicture } from './picture-forms';
import type { PictureShelf } from './picture-shelf';
import { pngBomb } from './png-bomb';
import { checkLink } from './signed-link';

export interface CdnContext {
  state: WorldState;
  shelf: PictureShelf;
  /** What an expired link gets. */
  expiredAs: '403' | 'tiny-body';
}

const TEXT = 'text/plain';
const cdnVoice: ErrorVoice = {
  type: TEXT,
  body: (status) => (status === 429 ? 'Too many requests' : `Error ${status}`),
  beginning: Buffer.from('ffd8ffe000104a46494600010100', 'hex'),
};
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="640" height="640">' +
  '<image xlink:href="file:///etc/passwd" width="1" height="1"/><rect width="640" height="640" fill="teal"/></svg>';

/** The Meta CDN: signed links to pictures, and the thumbnails of catalogue pages. */
export async function answerCdn(exchange: Exchange, context: CdnContext): Promise<void> {
  const { pathname, search } = exchange.url;
  const { state, shelf } = context;
  if (pathname.startsWith('/t/') || pathname.startsWith('/catalogue/')) {
    state.stats.track(exchange, pathname.startsWith('/t/') ? 'thumbnail' : 'catalogue-image');
    await pause(exchange, state.latencyOf('resource'));
    return send(exchange, 200, 'image/gif', PIXEL);
  }
  const verdict = checkLink(pathname, search, state.now());
  const ref = verdict.ok ? shelf.find(verdict.mediaId) : undefined;
  const product = ref === undefined ? undefined : state.products.get(ref.productId);
  state.stats.track(exchange, pathname.startsWith('/v/') ? 'image' : 'other', product?.id);
  const target = {
    product: product?.id,
    seller: product?.phone,
    agent: exchange.agent,
  };
  const { takeover, features } = state.quirks.take('image', target);
  await pause(exchange, state.latencyOf('image', product?.phone) + extraDelay(features));
  if (takeover !== undefined && takeover.kind !== 'truncated') return actOut(exchange, takeover);
  if (!verdict.ok) return refuse(exchange, verdict.reason, context.expiredAs);
  if (ref === undefined || product === undefined || product.picture === null)
    return send(exchange, 404, TEXT, 'Not Found');
  const form = features.find((feature) => feature.kind === 'form')?.as ?? 'jpeg';
  const picture = await shelf.store.pictureOf(product, ref.version, form);
  if (takeover !== undefined) return sendTruncated(exchange, picture, takeover);
  return sendPicture(exchange, picture, features);
}

async function refuse(
  exchange: Exchange,
  reason: 'no-such-file' | 'bad-signature' | 'expired',
  expiredAs: CdnContext['expiredAs'],
): Promise<void> {
  if (reason === 'no-such-file') return send(exchange, 404, TEXT, 'Not Found');
  if (reason === 'bad-signature') return send(exchange, 403, TEXT, 'URL signature mismatch');
  return sendExpired(exchange, expiredAs);
}

async function sendExpired(exchange: Exchange, as: CdnContext['expiredAs']): Promise<void> {
  if (as === '403') return send(exchange, 403, TEXT, 'URL signature expired');
  return send(exchange, 200, 'image/jpeg', 'URL signature expired');
}

async function actOut(exchange: Exchange, takeover: Exclude<ImageTakeover, { kind: 'truncated' }>): Promise<void> {
  switch (takeover.kind) {
    case 'expired':
      return sendExpired(exchange, takeover.as);
    case 'html':
      return send(exchange, 200, takeover.type, '<!DOCTYPE html><html><body>Please log in to continue.</body></html>');
    case 'bomb':
      return send(exchange, 200, 'image/png', pngBomb());
    case 'svg':
      return send(exchange, 200, takeover.type, SVG);
    case 'endless':
      return stream(exchange, { 'content-type': 'image/jpeg' }, endlessJpeg());
    default:
      return actOutFault(exchange, takeover, cdnVoice);
  }
}

function* endlessJpeg(): Generator<Buffer> {
  yield Buffer.from('ffd8ffe000104a46494600010100', 'hex');
  const junk = Buffer.alloc(64 * 1024, 0x55);
  for (;;) yield junk;
}

/** Cut short, yet with a length that agrees: only a decoder can tell. */
function sendTruncated(
  exchange: Exchange,
  { bytes, type }: FormedPicture,
  { keep, missingBytes }: Extract<ImageTakeover, { kind: 'truncated' }>,
): void {
  const length = missingBytes === undefined ? Math.floor(bytes.length * keep) : bytes.length - missingBytes;
  send(exchange, 200, type, bytes.subarray(0, length));
}

async function sendPicture(
  exchange: Exchange,
  picture: FormedPicture,
  features: readonly ImageFeature[],
): Promise<void> {
  const { bytes } = picture;
  const type = features.find((feature) => feature.kind === 'type')?.type ?? picture.type;
  exchange.response.setHeader('cache-control', 'max-age=1209600, no-transform');
  if (!features.some((feature) => feature.kind === 'no-etag')) {
    const etag = `"${createHash('sha1').update(bytes).digest('hex')}"`;
    exchange.response.setHeader('etag', etag);
    if (exchange.request.headers['if-none-match'] === etag) {
      exchange.response.writeHead(304).end();
      return;
    }
  }
  const dribble = features.find((feature) => feature.kind === 'dribble');
  if (dribble === undefined) return send(exchange, 200, type, bytes);
  const headers = {
    'content-type': type,
    'content-length': String(bytes.length),
  };
  return stream(exchange, headers, inPieces(bytes, dribble.ms, exchange.over));
}

async function* inPieces(bytes: Buffer, overMs: number, signal: AbortSignal): AsyncGenerator<Buffer> {
  const pieces = 20;
  const size = Math.ceil(bytes.length / pieces);
  for (let at = 0; at < bytes.length; at += size) {
    yield bytes.subarray(at, at + size);
    await sleep(overMs / pieces, undefined, { signal }).catch(() => undefined);
  }
}

const extraDelay = (features: readonly ImageFeature[]): number =>
  features.reduce((sum, feature) => sum + (feature.kind === 'slow' ? feature.ms : 0), 0);
