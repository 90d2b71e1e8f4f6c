import type { IncomingMessage } from 'node:http';
import { SokoError } from '@/lib/platform/errors';
import { bearsToken } from '@/lib/platform/secrets';

/** For the worker's internal API, which only web asks. Errors: `unauthorised` (401). */
export function authorise(request: IncomingMessage, token: string): void {
  if (!bearsToken(request.headers.authorization, token)) {
    throw new SokoError({ code: 'unauthorised', message: 'This address is for Soko’s own parts.', status: 401 });
  }
}
