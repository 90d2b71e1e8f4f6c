import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { constants, createBrotliCompress, createDeflate, createGzip } from 'node:zlib';

export type ContentEncoding = 'gzip' | 'br' | 'deflate';

/** One request with what every part of the world needs to answer it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly agent: string;
  /** Aborted once the client has gone or the answer is complete. */
  readonly over: AbortSignal;
}

export function openExchange(request: IncomingMessage, response: ServerResponse, origin: string): Exchange {
  const over = new AbortController();
  response.once('close', () => over.abort());
  response.on('error', () => over.abort());
  return {
    request,
    response,
    url: new URL(request.url ?? '/', origin),
    agent: request.headers['user-agent'] ?? '',
    over: over.signal,
  };
}

/** Waits, or ends early when the client leaves. */
export async function pause(exchange: Exchange, ms: number): Promise<void> {
  if (ms <= 0 || exchange.over.aborted) return;
  await sleep(ms, undefined, { signal: exchange.over }).catch(() => undefined);
}

/** Never answers: ends when the client has had enough, or the world closes. */
export async function hangUntilClientLeaves(exchange: Exchange): Promise<void> {
  if (exchange.over.aborted) return;
  await new Promise<void>((resolve) => exchange.over.addEventListener('abort', () => resolve(), { once: true }));
}

export function send(exchange: Exchange, status: number, type: string, body: string | Buffer): void {
  if (exchange.over.aborted) return;
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  exchange.response.writeHead(status, {
    'content-type': type,
    'content-length': bytes.length,
  });
  exchange.response.end(exchange.request.method === 'HEAD' ? undefined : bytes);
}

export const sendHtml = (exchange: Exchange, status: number, html: string): void =>
  send(exchange, status, 'text/html; charset=utf-8', html);

export const sendJson = (exchange: Exchange, status: number, value: unknown): void =>
  send(exchange, status, 'application/json; charset=utf-8', JSON.stringify(value));

export function redirect(exchange: Exchange, location: string, status = 302): void {
  exchange.response.writeHead(status, { location, 'content-length': 0 });
  exchange.response.end();
}

/** Streams with back-pressure, so that a client that stops reading stops the sending. */
export async function stream(
  exchange: Exchange,
  headers: Record<string, string>,
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  encoding?: ContentEncoding,
): Promise<void> {
  if (exchange.over.aborted) return;
  const { response } = exchange;
  response.writeHead(200, encoding === undefined ? headers : { ...headers, 'content-encoding': encoding });
  const source = Readable.from(chunks, {
    objectMode: false,
    highWaterMark: 64 * 1024,
  });
  try {
    if (encoding === undefined) await pipeline(source, response);
    else await pipeline(source, compressor(encoding), response);
  } catch (error) {
    if (!exchange.over.aborted && !response.destroyed) throw error;
  }
}

function compressor(encoding: ContentEncoding) {
  if (encoding === 'gzip') return createGzip({ level: 1 });
  if (encoding === 'deflate') return createDeflate({ level: 1 });
  return createBrotliCompress({
    params: { [constants.BROTLI_PARAM_QUALITY]: 3 },
  });
}

/** The body, refused beyond the limit: a client of ours that sends more is the bug. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = part as Buffer; // no encoding is set on the request: its chunks are Buffers
    size += bytes.length;
    if (size > limitBytes) throw new BodyTooLarge(limitBytes);
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

export class BodyTooLarge extends Error {
  constructor(limitBytes: number) {
    super(`request body exceeds ${limitBytes} bytes`);
    this.name = 'BodyTooLarge';
  }
}
