import { request } from 'undici';
import { z } from 'zod';
import { EMBEDDING_DIMENSIONS } from '@/lib/embedding/embedding-model';
import { type Pixels, pixelsType } from '@/lib/media/pixels';
import { NEVER, SokoError } from '@/lib/platform/errors';
import { requestIdHeaders } from '@/lib/platform/request-id';
import { inSpanOf, traceHeaders } from '@/lib/platform/tracing/tracing';
import { searchUnavailable } from './search-unavailable';

export interface QueryEmbedding {
  /** Vectors of two spaces are never compared. */
  space: string;
  /** Unit length. */
  vector: Float32Array;
}

/** Makes a vector of a shopper's photo or words. Errors: `search_unavailable` while the model is away. */
export interface QueryEmbedder {
  embedImage(photo: Pixels, options: QueryOptions): Promise<QueryEmbedding>;
  embedText(text: string, options: QueryOptions): Promise<QueryEmbedding>;
}

interface QueryOptions {
  /** Of the index that is searched: while a model is replaced, the worker has two. */
  space: string;
  signal?: AbortSignal | undefined;
}

/** Says in which space the worker is to make the vector. */
export const SPACE_HEADER = 'x-soko-space';

const answerSchema = z.object({ space: z.string().min(1), vector: z.string() });
const refusalSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** A full-size model on two busy cores answers well within this. */
const PATIENCE_MS = 20_000;
/** Shorter: words can be searched for without the model, too. */
const TEXT_PATIENCE_MS = 5_000;

interface WorkerSettings {
  workerUrl: string;
  workerToken: string;
}

/**
 * Asks the worker's internal API, so that web never loads the model. By undici's own request: a fetch copies a photo
 * three times, and collecting those copies held up every tenth search.
 */
export function createWorkerQueryEmbedder({ workerUrl, workerToken }: WorkerSettings): QueryEmbedder {
  const url = new URL('/internal/embed', workerUrl);

  async function ask(
    body: Uint8Array | string,
    contentType: string,
    patienceMs: number,
    { space, signal }: QueryOptions,
  ): Promise<QueryEmbedding> {
    // Not AbortSignal.timeout: it holds the photo until its time is up.
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), patienceMs);
    let status: number;
    let answer: unknown;
    try {
      const response = await request(url, {
        method: 'POST',
        body,
        headers: {
          authorization: `Bearer ${workerToken}`,
          'content-type': contentType,
          [SPACE_HEADER]: space,
          ...requestIdHeaders(),
          ...traceHeaders(),
        },
        signal: signal ? AbortSignal.any([signal, patience.signal]) : patience.signal,
      });
      status = response.statusCode;
      answer = await response.body.json();
    } catch (cause) {
      throw searchUnavailable(cause);
    } finally {
      clearTimeout(timer);
    }
    if (status !== 200) throw refusal(status, answer);
    const parsed = answerSchema.safeParse(answer);
    if (!parsed.success) throw searchUnavailable(parsed.error);
    return { space: parsed.data.space, vector: decodeVector(parsed.data.vector) };
  }

  const asked = <T>(ask: () => Promise<T>) => inSpanOf('ask worker', { kind: 'client' }, ask);

  return {
    embedImage: (photo, options) => asked(() => ask(photo.data, pixelsType(photo), PATIENCE_MS, options)),
    embedText: (text, options) =>
      asked(() => ask(JSON.stringify({ text }), 'application/json', TEXT_PATIENCE_MS, options)),
  };
}

/** Only what is wrong with the shopper's own input is passed on; all else means that search is away. */
function refusal(status: number, answer: unknown): SokoError {
  const parsed = refusalSchema.safeParse(answer);
  const theirs = status === 413 || status === 422 || status === 400;
  if (parsed.success && theirs) return new SokoError({ ...parsed.data.error, status, retry: NEVER });
  return searchUnavailable(new Error(`the worker answered ${status}`));
}

function decodeVector(base64: string): Float32Array {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length !== EMBEDDING_DIMENSIONS * 4)
    throw searchUnavailable(new Error(`a vector of ${bytes.length} bytes`));
  // Read value by value: the wire is little-endian whatever the machine, and a Buffer may start at an odd offset.
  const vector = Float32Array.from({ length: EMBEDDING_DIMENSIONS }, (_, i) => bytes.readFloatLE(i * 4));
  if (!vector.every(Number.isFinite)) throw searchUnavailable(new Error('a vector that is not finite'));
  return vector;
}

/** The embedder with a clock: how long its caller waited, in ms, from the first question to the last answer. */
export function timeEmbedder(embedder: QueryEmbedder): { embedder: QueryEmbedder; waitedMs(): number } {
  let firstAsked = Number.POSITIVE_INFINITY;
  let lastAnswered = Number.NEGATIVE_INFINITY;
  async function timed<T>(ask: () => Promise<T>): Promise<T> {
    firstAsked = Math.min(firstAsked, performance.now());
    try {
      return await ask();
    } finally {
      lastAnswered = performance.now();
    }
  }
  return {
    embedder: {
      embedImage: (...asked) => timed(() => embedder.embedImage(...asked)),
      embedText: (...asked) => timed(() => embedder.embedText(...asked)),
    },
    waitedMs: () => Math.max(0, lastAnswered - firstAsked),
  };
}
