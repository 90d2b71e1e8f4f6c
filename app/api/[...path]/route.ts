import { apiRoute } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { rateLimits } from '@/app/server/rate-limits';
import { SokoError } from '@/lib/platform/errors';

/** Whatever the API does not have: left to Next it is a page of 27 kB, rendered for each who asks. */
export const GET = apiRoute(async (request) => {
  rateLimits().browse.take(clientAddress(request.headers));
  throw new SokoError({
    code: 'no_such_call',
    message: 'The API has nothing at this address. Check how it is written.',
    status: 404,
  });
});

export { GET as DELETE, GET as PATCH, GET as POST, GET as PUT };
