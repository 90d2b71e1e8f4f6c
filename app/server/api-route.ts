import { logger } from '@/app/wiring/process';
import { SokoError } from '@/lib/platform/errors';
import { errorResponse } from '@/lib/platform/http-errors';
import { clientGone } from './client-gone';
import { pathForLog } from './path-for-log';

/** For what shows a product: no cache on the way keeps one that is gone or erased. */
export const NOT_KEPT = { 'cache-control': 'no-store' };

type Handler<Context> = (request: Request, context: Context) => Promise<Response>;

/** A route of the API: whatever it throws becomes `{ error: { code, message } }` with the right status. */
export function apiRoute<Context>(handler: Handler<Context>): Handler<Context> {
  return async (request, context) => {
    try {
      return await handler(request, context);
    } catch (error) {
      // Whatever went wrong after a client hung up went wrong because of it.
      if (request.signal.aborted) return errorResponse(clientGone(error));
      const { pathname } = new URL(request.url);
      return errorResponse(error, (unexpected) => {
        // Told to come back: hundreds at once while somebody floods, and nothing of ours is broken.
        if (unexpected instanceof SokoError && unexpected.code === 'too_busy') return;
        logger().error({ err: unexpected, path: pathForLog(pathname) }, 'request failed');
      });
    }
  };
}

export const productNotFound = (): SokoError =>
  new SokoError({ code: 'product_not_found', message: 'There is no live product with this id.', status: 404 });
