import { readProductId } from '@/app/api/requests';
import { apiRoute } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { pictureTurns } from '@/app/server/picture-turns';
import { rateLimits } from '@/app/server/rate-limits';
import { judgedPicture } from '@/app/wiring/moderation';
import { auth, logger } from '@/app/wiring/process';
import { replayDeps } from '@/app/wiring/work';
import { STANDING_HEADER } from '@/lib/moderation/judged-picture/judged-picture.schema';
import { assertRole } from '@/lib/platform/auth-roles';
import { rereadPicture } from '@/lib/syncs/renew-picture';

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  // Whoever signs in next on this device asks anew.
  vary: 'cookie',
};
/** Its address names its bytes. Not for longer: a shop may be erased. */
const KEPT = 'private, max-age=3600, immutable';

/** The picture that the model saw, or the one that is there by now; `soko-picture` says which. Stored nowhere. */
export const GET = apiRoute<{ params: Promise<{ productId: string }> }>(async (request, { params }) => {
  rateLimits().judgedPictures.take(clientAddress(request.headers));
  const { id: moderatorId } = assertRole(await auth().currentUser(request.headers), 'moderator');
  const productId = readProductId((await params).productId);
  const picture = await pictureTurns().run(moderatorId, request.signal, () => judgedPicture(productId, request.signal));
  const { standing, hash, linkHasDied, body, contentType } = picture;
  // What is seen here is not what is known of the product: it is read again, which also keeps the new link.
  if (standing === 'changed' || linkHasDied) {
    await rereadPicture(replayDeps(), productId).catch((error: unknown) =>
      logger().warn({ err: error }, 'a changed picture waits for the next heartbeat'),
    );
  }
  const isNamed = standing === 'judged' && new URL(request.url).searchParams.get('hash') === hash;
  return new Response(new Uint8Array(body), {
    headers: {
      ...HEADERS,
      'content-type': contentType,
      'content-length': String(body.byteLength),
      'cache-control': isNamed ? KEPT : 'no-store',
      [STANDING_HEADER]: standing,
    },
  });
});
