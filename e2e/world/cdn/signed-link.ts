import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Not a secret: it only has to be the same after a restart, so that links in somebody's database stay good. */
const SIGNING_KEY = 'stand-in-cdn';

export interface PictureRef {
  productId: string;
  version: number;
}

export type LinkVerdict =
  | { ok: true; mediaId: string }
  | { ok: false; reason: 'no-such-file' | 'bad-signature' | 'expired' };

/** A 15-digit id of one version of one product's picture, as Meta's file names carry one. */
export function mediaIdOf({ productId, version }: PictureRef): string {
  const digest = createHash('sha256').update(`${productId}:${version}`).digest();
  return String(digest.readBigUInt64BE() % 1_000_000_000_000_000n).padStart(15, '1');
}

/**
 * A signed link as the CDN gives them: another file name and query at every call, dead after `oe` (hex Unix seconds).
 * The signature covers the path and the whole query in its order.
 */
export function signLink(cdnOrigin: string, ref: PictureRef, expiresAtSeconds: number): string {
  const random = (bytes: number): string => randomBytes(bytes).toString('base64url');
  const path =
    `/v/t45.5328-4/${mediaIdOf(ref)}_${randomBytes(6).readUIntBE(0, 6)}_` + `${randomBytes(4).readUInt32BE()}_n.jpg`;
  const fields = [
    'stp=dst-jpg_p960x960_tt6',
    'ccb=1-7',
    '_nc_sid=657aed',
    `_nc_ohc=${random(17)}`,
    `_nc_oc=${random(24)}`,
    '_nc_zt=3',
    '_nc_ht=media-nbo1-1.cdn.whatsapp.net',
    `_nc_gid=${random(16)}`,
  ].join('&');
  const oe = Math.floor(expiresAtSeconds).toString(16).toUpperCase();
  return `${cdnOrigin}${path}?${fields}&oh=${signature(path, fields, oe)}&oe=${oe}`;
}

/** Checks a requested path and raw query (with its `?`). Anything moved, dropped, added or re-encoded fails. */
export function checkLink(path: string, search: string, nowMs: number): LinkVerdict {
  const file = /^\/v\/t45\.5328-4\/(\d{15})_\d+_\d+_n\.jpg$/.exec(path);
  const mediaId = file?.[1];
  if (mediaId === undefined) return { ok: false, reason: 'no-such-file' };
  const signed = /^\?(.*)&oh=([^&]*)&oe=([0-9A-F]+)$/.exec(search);
  if (signed === null) return { ok: false, reason: 'bad-signature' };
  const [, fields = '', oh = '', oe = ''] = signed;
  if (!same(oh, signature(path, fields, oe))) return { ok: false, reason: 'bad-signature' };
  if (Number.parseInt(oe, 16) * 1000 <= nowMs) return { ok: false, reason: 'expired' };
  return { ok: true, mediaId };
}

const signature = (path: string, fields: string, oe: string): string =>
  `01_${createHmac('sha256', SIGNING_KEY).update(`${path}?${fields}&oe=${oe}`).digest('base64url')}`;

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
