import type { Inngest, InngestFunction } from 'inngest';
import { serve } from 'inngest/edge';
import { SokoError } from '@/lib/platform/errors';
import { isSignedAsSent } from '@/lib/platform/inngest-keys';
import { CallBodies, type HeldBody } from './call-bodies';
import { type Caller, standingOf } from './caller';
import { ForgeryWatch } from './forgery-watch';

export const SERVE_PATH = '/api/inngest';
const SIGNATURE = 'x-inngest-signature';
/** What the SDK is handed of a call: which function and step. */
const PARAMETERS = ['fnId', 'stepId', 'probe'];
const HEADERS = /^(x-inngest-|content-type$|x-request-id$|traceparent$|tracestate$)/;

export interface EndpointSettings {
  client: Inngest;
  functions: InngestFunction.Any[];
  /** Where the server finds this process. From its settings: a request cannot say. */
  serveOrigin: string;
  /** A dev server neither signs nor checks. */
  isDev: boolean;
  signingKey: string | undefined;
  /**
   * Whether calls come from the embedded engine, which signs the bytes as it sends them. False while that is not known.
   */
  isEngine?: () => boolean;
  /** Told when a whole call is there, and, by calling what it returns, when it was answered. */
  onCall?: () => () => void;
}

/** A request as either kind of HTTP server has it. */
export interface EndpointRequest {
  method: string;
  /** Path and query. */
  target: string;
  headers: Headers;
  body: AsyncIterable<Uint8Array> | null;
  caller: Caller;
}

export type InngestEndpoint = (request: EndpointRequest) => Promise<Response>;

/**
 * `/api/inngest`: the SDK's handlers behind a door. Who may not enter is refused with the body unread, and of what a
 * request says nothing reaches a registration: the SDK, left alone, takes host, protocol and query from it and sends
 * them on, signed with our key.
 */
export function createInngestEndpoint(settings: EndpointSettings): InngestEndpoint {
  const { client, functions, serveOrigin, isDev, signingKey, isEngine = () => false, onCall } = settings;
  const served = { client, functions, serveOrigin, servePath: SERVE_PATH };
  const checked = serve({ ...served, enableUnauthedSync: false });
  // Asked by nobody but this file, with a request of its own making.
  const own = serve({ ...served, enableUnauthedSync: true });
  const bodies = new CallBodies();
  const forgeries = new ForgeryWatch();
  const serveUrl = new URL(SERVE_PATH, serveOrigin);

  return async ({ method, target, headers, body, caller }) => {
    const signature = headers.get(SIGNATURE);
    const standing = standingOf(method, caller, { signature, isDev, now: Date.now() });
    if (standing === 'refused') throw refused();
    if (method === 'PUT' && standing === 'ours')
      return own(new Request(serveUrl, { method, headers: { host: serveUrl.host } }));
    const direct = caller.isLocal;
    if (!direct) forgeries.admit(caller.client);
    const held = await bodies.read(method === 'GET' ? null : body, {
      client: caller.client,
      direct,
      declared: Number(headers.get('content-length') ?? 0),
    });
    const ended = method === 'POST' ? onCall?.() : undefined;
    try {
      if (signature !== null && signingKey !== undefined && !isDev && isEngine()) {
        if (!isSignedAsSent(held.text, signature, signingKey)) throw refused();
      }
      const response = await checked(requestFor(serveUrl, { method, target, headers, held }));
      if (response.status === 401) throw refused();
      return response;
    } catch (error) {
      // The SDK parses before it checks: what is no JSON was not signed by a server.
      const isForged = error instanceof SyntaxError || (error instanceof SokoError && error.status === 401);
      if (isForged && !direct) forgeries.failed(caller.client);
      throw isForged ? refused() : error;
    } finally {
      held.release();
      ended?.();
    }
  };
}

/** A request for the SDK, of parts that are known: whatever else was said is left out. */
function requestFor(
  serveUrl: URL,
  { method, target, headers, held }: { method: string; target: string; headers: Headers; held: HeldBody },
): Request {
  const url = new URL(serveUrl);
  // Calls alone have parameters: what a registration's address carries is registered with it.
  const given = method === 'POST' ? new URLSearchParams(target.split('?')[1] ?? '') : new URLSearchParams();
  for (const name of PARAMETERS) {
    const value = given.get(name);
    if (value !== null) url.searchParams.set(name, value);
  }
  // The SDK wants one, if only to overrule it.
  const passed = new Headers({ host: url.host });
  for (const [name, value] of headers) if (HEADERS.test(name)) passed.set(name, value);
  return new Request(url, { method, headers: passed, ...(method === 'GET' ? {} : { body: held.text }) });
}

const refused = () =>
  new SokoError({
    code: 'unauthorised',
    message: 'This address is for the Inngest server, which signs what it asks for.',
    status: 401,
  });
