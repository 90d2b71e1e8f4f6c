import { apiRoute } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { isHiddenPicture } from '@/app/server/hidden-pictures';
import { rateLimits } from '@/app/server/rate-limits';
import { localObjectStore } from '@/app/wiring/process';
import { SokoError } from '@/lib/platform/errors';

const HEADERS = {
  // Keys are made from the bytes: what is under one never changes. But it may be erased: what a shopper has seen is
  // theirs, a cache that serves others (a proxy's, a CDN's) asks again within the hour.
  'cache-control': 'public, max-age=31536000, s-maxage=3600, immutable',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'cross-origin',
};

/** Stored pictures that lie in the local folder. */
export const GET = apiRoute<{ params: Promise<{ key: string[] }> }>(async (request, { params }) => {
  rateLimits().pictures.take(clientAddress(request.headers));
  const key = (await params).key.join('/');
  const found = (await isHiddenPicture(key)) ? null : await localObjectStore().get(key);
  if (!found) throw new SokoError({ code: 'picture_not_found', message: 'There is no such picture.', status: 404 });
  const etag = `"${key.replace(/[^0-9a-f]/g, '').slice(-40)}"`;
  if (request.headers.get('if-none-match') === etag)
    return new Response(null, { status: 304, headers: { ...HEADERS, etag } });
  const length = String(found.body.byteLength);
  return new Response(new Uint8Array(found.body), {
    headers: { ...HEADERS, etag, 'content-type': found.contentType, 'content-length': length },
  });
});
