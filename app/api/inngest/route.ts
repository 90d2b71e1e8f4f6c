import { apiRoute } from '@/app/server/api-route';
import { clientAddress, isLocal } from '@/app/server/client-address';
import { inngestEndpoint } from '@/app/wiring/inngest';

/** Who may not enter is answered before the body is read; the rest of it goes with the connection. */
const answer = apiRoute(async (request: Request) => {
  // Built at the first call: `next build` loads this module without any settings.
  const endpoint = await inngestEndpoint();
  const { pathname, search } = new URL(request.url);
  return endpoint({
    method: request.method,
    target: pathname + search,
    headers: request.headers,
    body: request.body,
    caller: { isLocal: isLocal(request.headers), client: clientAddress(request.headers) },
  });
});

async function handle(request: Request, context: unknown): Promise<Response> {
  const response = await answer(request, context);
  if (response.status >= 400) response.headers.set('connection', 'close');
  return response;
}

export { handle as GET, handle as POST, handle as PUT };
