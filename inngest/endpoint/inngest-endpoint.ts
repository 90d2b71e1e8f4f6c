import type { Inngest, InngestFunction } from 'inngest';
import { serve } from 'inngest/edge';
import { isSignedAsSent } from '@/lib/platform/embedded-engine';
import { SokoError } from '@/lib/platform/errors';
import { RateLimit } from '@/lib/platform/rate-limit';
import { CallBodies, type HeldBody } from './call-bodies';

export const SERVE_PATH = '/api/inngest';
const SIGNATURE = 'x-inngest-signature';
/** What the SDK is handed of a call: which function and step. */
const PARAMETERS = ['fnId', 'stepId', 'probe'];
const HEADERS = /^(x-inngest-|content-type$|x-request-id$|traceparent$|tracestate$)/;
/** Older or further ahead than this the SDK takes no signature, so its body need not be read. */
const SIGNATURE_AGE_MS = 5 * 60_000;
const SIGNATURE_HASH = /^[0-9a-f]{64}$/i;
/** A key that was changed on one side only fails every time; a few of those say it as well as hundreds. */
export const MOST_FORGERIES = 5;
/** So long nothing of theirs is read: checking a signature costs the reading of a whole body. */
const FORGET_AFTER_MS = 60_000;

export interface EndpointSettings {
  client: Inngest;
  functions: InngestFunction.Any[];
  /**
   * Where the server finds this process, with the path that a proxy takes off. From its settings: a request cannot say.
   */
  serveOrigin: string;
  /** A dev server neither signs nor checks. */
  isDev: boolean;
  signingKey: string | undefined;
  /** Whether calls come from the embedded engine, which signs the bytes as it sends them. False while nobody knows. */
  isEngine?: () => boolean;
  /** Told when a whole call is there, and, by calling what it returns, when it was answered. */
  onCall?: () => () => void;
}

export interface EndpointRequest {
  method: string;
  /** Path and query. */
  target: string;
  headers: Headers;
  body: AsyncIterable<Uint8Array> | null;
  caller: Caller;
}

/** What is known of whoever asks before a byte of the body is read. */
interface Caller {
  /** Whether it is a process on this machine, past any proxy (lib/platform/this-machine.ts). */
  isLocal: boolean;
  client: string;
}

export type InngestEndpoint = (request: EndpointRequest) => Promise<Response>;

/**
 * `/api/inngest`: the SDK's handlers behind a door. Who may not enter is refused with the body unread, and nothing that
 * a request says reaches a registration: the SDK, left alone, takes host, protocol and query from it and signs them.
 */
export function createInngestEndpoint(settings: EndpointSettings): InngestEndpoint {
  const { client, functions, serveOrigin, isDev, signingKey, isEngine = () => false, onCall } = settings;
  const serveUrl = new URL(`${serveOrigin}${SERVE_PATH}`);
  const served = { client, functions, serveOrigin: serveUrl.origin, servePath: serveUrl.pathname };
  const checked = serve({ ...served, enableUnauthedSync: false });
  // Asked by nobody but this file, with a request of its own making.
  const own = serve({ ...served, enableUnauthedSync: true });
  const bodies = new CallBodies();
  const forgeries = new RateLimit({ burst: MOST_FORGERIES, perMinute: 60_000 / FORGET_AFTER_MS, what: 'forged calls' });

  return async ({ method, target, headers, body, caller }) => {
    const signature = headers.get(SIGNATURE);
    const standing = standingOf(method, caller, { signature, isDev, now: Date.now() });
    if (standing === 'refused') throw refused();
    if (method === 'PUT' && standing === 'ours')
      return own(new Request(serveUrl, { method, headers: { host: serveUrl.host } }));
    const direct = caller.isLocal;
    if (!direct && forgeries.left(caller.client) < 1) throw tooManyForgeries();
    const held = await bodies.read(method === 'GET' ? null : body, {
      client: caller.client,
      direct,
      declared: headers.get('content-length'),
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
      if (isForged && !direct && forgeries.left(caller.client) >= 1) forgeries.take(caller.client);
      throw isForged ? refused() : error;
    } finally {
      held.release();
      ended?.();
    }
  };
}

/** `ours`: a process on this machine. `signed`: the signature is to be checked, over the body. */
type Standing = 'ours' | 'signed' | 'refused';

/**
 * Who may ask for what. A registration from this machine needs no proof: the address it names is not in it. A call and
 * all that comes from elsewhere need a signature. In dev mode nothing is signed, and all has to come from here.
 */
function standingOf(
  method: string,
  caller: Caller,
  { signature, isDev, now }: { signature: string | null; isDev: boolean; now: number },
): Standing {
  if (isDev) return caller.isLocal ? 'ours' : 'refused';
  if (signature !== null) return looksSigned(signature, now) ? 'signed' : 'refused';
  return method === 'PUT' && caller.isLocal ? 'ours' : 'refused';
}

function looksSigned(signature: string, now: number): boolean {
  const params = new URLSearchParams(signature);
  const seconds = params.get('t') ?? '';
  if (!/^\d{1,12}$/.test(seconds) || Math.abs(now - Number(seconds) * 1_000) > SIGNATURE_AGE_MS) return false;
  return SIGNATURE_HASH.test(params.get('s') ?? '');
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

const tooManyForgeries = () =>
  new SokoError({
    code: 'too_many_forgeries',
    message: 'Too many calls from this address were not signed with our INNGEST_SIGNING_KEY.',
    status: 429,
    retry: { again: true, afterMs: FORGET_AFTER_MS },
  });
