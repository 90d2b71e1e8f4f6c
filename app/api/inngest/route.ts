import { inngestHandlers } from '@/app/wiring';

// Built at the first call: `next build` loads this module without any settings.
export const GET = handle('GET');
export const POST = handle('POST');
export const PUT = handle('PUT');

function handle(method: 'GET' | 'POST' | 'PUT') {
  return async (
    request: Parameters<Awaited<ReturnType<typeof inngestHandlers>>['GET']>[0],
    context: unknown,
  ): Promise<Response> => {
    const handlers = await inngestHandlers();
    return handlers[method](request, context);
  };
}
