import type { IncomingMessage, ServerResponse } from 'node:http';
import { STANDING_HEADER } from '@/lib/moderation/judged-picture/judged-picture.schema';
import { HASH_HEADER, type JudgedPicture, LINK_HAS_DIED_HEADER } from '@/lib/moderation/judged-picture/worker-pictures';
import { allBusy } from '@/lib/platform/errors';
import { authorise } from './authorise';

export interface JudgedPictureEndpointDeps {
  token: string;
  read(productId: string): Promise<JudgedPicture>;
}

/** Of the hydrator's twenty fetches; what moderators left again while it was fetched counts, too. */
const MOST_AT_ONCE = 12;
const COME_BACK_MS = 2_000;

/** GET /internal/judged-picture?product=ID → the picture's bytes, how it stands in `soko-picture`. */
export function createJudgedPictureEndpoint({ token, read }: JudgedPictureEndpointDeps) {
  let underWay = 0;

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    authorise(request, token);
    if (underWay >= MOST_AT_ONCE) throw allBusy('Too many pictures are being fetched just now.', COME_BACK_MS);
    underWay += 1;
    try {
      const { searchParams } = new URL(request.url ?? '/', 'http://worker');
      const { standing, hash, linkHasDied, body, contentType } = await read(searchParams.get('product') ?? '');
      const about = { [STANDING_HEADER]: standing, [HASH_HEADER]: hash, [LINK_HAS_DIED_HEADER]: String(linkHasDied) };
      response.writeHead(200, { 'content-type': contentType, ...about }).end(body);
    } finally {
      underWay -= 1;
    }
  };
}
