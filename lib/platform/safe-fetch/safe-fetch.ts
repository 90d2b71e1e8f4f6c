import type { Readable } from 'node:stream';
import { Agent, type Dispatcher } from 'undici';
import type { AllowList, FetchPurpose } from './allow-list';
import { createCheckedLookup, type ResolveHost } from './checked-lookup';
import { aborted, asFetchError, timedOut, tooLarge, tooManyRedirects, unexpectedContentType } from './fetch-errors';
import { readUnpacked, type UnpackedBody } from './unpack';

export interface SafeFetchSettings {
  allow: AllowList;
  /** Sent where a call names none. */
  userAgent?: string;
  /** In place of the system's DNS, for tests. */
  resolve?: ResolveHost;
  /** In place of the operating system's trust store, for tests against a TLS server of their own. */
  ca?: string;
}

export interface SafeFetchOptions {
  purpose: FetchPurpose;
  /** Of the unpacked body. */
  maxBytes: number;
  /** For all of it: every hop, headers and body. */
  timeoutMs: number;
  signal?: AbortSignal | undefined;
  /** Sent to every hop, other hosts included: never a credential. */
  headers?: Record<string, string> | undefined;
  /** Whether a successful answer's media type (lower case, '' when missing) is worth reading. */
  acceptType?: (mediaType: string) => boolean;
  /** Sees every piece of the unpacked body; true ends the reading there. */
  stopWhen?: (chunk: Buffer) => boolean;
}

export interface SafeResponse {
  status: number;
  /** Names in lower case, repeated ones joined by commas. */
  headers: Record<string, string>;
  finalUrl: string;
  /** Unpacked. Cut at 64 KiB when the status is an error. */
  body: Buffer;
  /** False when stopWhen ended the reading. */
  complete: boolean;
}

export interface SafeFetch {
  /** GETs a URL. Any HTTP status is an answer; throws SokoError for everything else. */
  (url: string, options: SafeFetchOptions): Promise<SafeResponse>;
  close(): Promise<void>;
}

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const CONNECT_TIMEOUT_MS = 5_000;
/** An error's body is only looked at for a phrase. */
const ERROR_BODY_BYTES = 64 * 1024;
/** What is cheaper to read than a new TLS connection: of what was read already, too. */
const DRAIN_BYTES = 192 * 1024;
const DRAIN_MS = 150;
/** WhatsApp closes idle connections itself; a pause between two batches should not. */
const KEEP_ALIVE_MS = 30_000;

/** The only way Soko fetches: allowed hosts, checked and pinned addresses on every hop, bounded time and size. */
export function createSafeFetch(settings: SafeFetchSettings): SafeFetch {
  const ca = settings.ca === undefined ? {} : { ca: settings.ca };
  const agents = {
    public: createAgent({ lookup: createCheckedLookup(settings.resolve), ...ca }),
    trusted: createAgent({}),
  };
  const userAgent = settings.userAgent === undefined ? {} : { 'user-agent': settings.userAgent };

  async function safeFetch(url: string, options: SafeFetchOptions): Promise<SafeResponse> {
    const deadline = startDeadline(options);
    const headers = { 'accept-encoding': 'gzip, deflate, br', ...userAgent, ...options.headers };
    let host = 'the server';
    try {
      let target = settings.allow.check(url, options.purpose);
      for (let hops = 0; ; hops += 1) {
        host = target.url.host;
        deadline.host = host;
        const dispatcher = target.trusted ? agents.trusted : agents.public;
        const answer = await dispatcher.request({
          origin: target.url.origin,
          path: `${target.url.pathname}${target.url.search}`,
          method: 'GET',
          headers,
          signal: deadline.signal,
        });
        const location = REDIRECTS.has(answer.statusCode) ? single(answer.headers.location) : undefined;
        if (location === undefined) return await finish(answer, target.url, options);
        await drain(answer.body);
        if (hops === MAX_REDIRECTS) throw tooManyRedirects(host, MAX_REDIRECTS);
        target = settings.allow.check(resolveLocation(location, target.url), options.purpose);
      }
    } catch (error) {
      throw deadline.signal.aborted ? deadline.signal.reason : asFetchError(error, host, options.timeoutMs);
    } finally {
      deadline.clear();
    }
  }

  return Object.assign(safeFetch, {
    close: async () => void (await Promise.all([agents.public.destroy(), agents.trusted.destroy()])),
  });
}

function createAgent(connect: Agent.Options['connect'] & object): Agent {
  return new Agent({
    connect: { timeout: CONNECT_TIMEOUT_MS, ...connect },
    keepAliveTimeout: KEEP_ALIVE_MS,
    // The deadline of the call bounds these two more tightly.
    headersTimeout: 120_000,
    bodyTimeout: 120_000,
  });
}

type Answer = Dispatcher.ResponseData;

async function finish(answer: Answer, url: URL, options: SafeFetchOptions): Promise<SafeResponse> {
  const { statusCode: status, body: raw } = answer;
  const headers = flatten(answer.headers);
  const reading = status >= 400 ? readErrorBody(raw, headers, url.host) : readAnswer(raw, headers, url.host, options);
  try {
    const read = await reading;
    if (!read.complete && !raw.destroyed) await drain(raw);
    return { status, headers, finalUrl: url.href, ...read };
  } catch (error) {
    cut(raw);
    throw error;
  }
}

async function readAnswer(
  raw: Readable,
  headers: Record<string, string>,
  host: string,
  { maxBytes, acceptType, stopWhen }: SafeFetchOptions,
): Promise<UnpackedBody> {
  const mediaType = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (acceptType?.(mediaType) === false) throw unexpectedContentType(host, mediaType || 'no media type');
  const encoding = headers['content-encoding'];
  const announced = encoding === undefined ? Number(headers['content-length'] ?? 0) : 0;
  // A reader that stops early may well take what it needs from a long body.
  if (announced > maxBytes && stopWhen === undefined) throw tooLarge(host, maxBytes);
  return readUnpacked(raw, encoding, { host, maxBytes, stopWhen });
}

/** Only looked at for a phrase: the status is the answer, also when the body is cut, broken or late. */
async function readErrorBody(raw: Readable, headers: Record<string, string>, host: string): Promise<UnpackedBody> {
  try {
    return await readUnpacked(raw, headers['content-encoding'], { host, maxBytes: ERROR_BODY_BYTES, truncate: true });
  } catch {
    cut(raw);
    return { body: Buffer.alloc(0), complete: false };
  }
}

/** Lets a body that nobody needs run out, for its connection's sake; a long or slow one is cut: it costs more. */
async function drain(raw: Answer['body']): Promise<void> {
  await raw.dump({ limit: DRAIN_BYTES, signal: AbortSignal.timeout(DRAIN_MS) }).catch(() => {});
}

/** Ends a body before its end, and its connection. undici reports that on the stream, where nobody listens any more. */
function cut(raw: Readable): void {
  raw.on('error', () => {}).destroy();
}

function resolveLocation(location: string, base: URL): string {
  return URL.canParse(location, base) ? new URL(location, base).href : location;
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function flatten(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}

/** One signal for the caller's abort and for the time that is up; its reason is the error to throw. */
function startDeadline({ timeoutMs, signal }: SafeFetchOptions) {
  const controller = new AbortController();
  const deadline = { signal: controller.signal, host: 'the server', clear };
  const timer = setTimeout(() => controller.abort(timedOut(deadline.host, timeoutMs)), timeoutMs);
  const onAbort = (): void => controller.abort(aborted(signal?.reason));
  if (signal?.aborted === true) onAbort();
  else signal?.addEventListener('abort', onAbort, { once: true });
  function clear(): void {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
  return deadline;
}
