import { apiRoute } from '@/app/server/api-route';
import { SokoError } from '@/lib/platform/errors';

/** Where the gate (app/server/gate.ts) leads what Next could not read. */
export const GET = apiRoute(async () => {
  throw new SokoError({
    code: 'malformed_request',
    message: 'This address is not well formed. Check how it is written, or begin at the first page.',
    status: 400,
  });
});
