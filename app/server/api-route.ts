import { logger } from '@/app/wiring';
import { errorResponse } from '@/lib/platform/http-errors';

/** For what shows a product: no cache on the way keeps one that is gone or erased. */
export const NOT_KEPT = { 'cache-control': 'no-store' };

type Handler<Context> = (request: Request, context: Context) => Promise<Response>;

/** A route of the API: whatever it throws becomes `{ error: { code, message } }` with the right status. */
export function apiRoute<Context>(handler: Handler<Context>): Handler<Context> {
  return async (request, context) => {
    try {
      return await handler(request, context);
    } catch (error) {
      const { pathname } = new URL(request.url);
      return errorResponse(error, (unexpected) =>
        logger().error({ err: unexpected, path: pathname }, 'request failed'),
      );
    }
  };
}
