import { SokoError } from '@/lib/platform/errors';
import { readPieces } from '@/lib/platform/read-pieces';
import { bodyOf } from './body-door';
import { clientGone } from './client-gone';

/**
 * A request's body in memory, given up as soon as it is longer than `most` bytes, comes too slowly, or there is no room
 * for it. Errors: `body_too_large` (413), `body_too_slow` (408), `too_many_requests` (429), `too_busy` (503),
 * `client_gone` (499).
 */
export async function readBody(request: Request, most: number, message: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  await readChunks(request, { most, message }, (chunk) => void chunks.push(chunk));
  return Buffer.concat(chunks);
}

interface Reading {
  most: number;
  /** When it is more. */
  message: string;
}

/** The same, piece by piece. Errors: those of readBody, and what `onChunk` throws: nothing is read after that. */
export async function readChunks(
  request: Request,
  { most, message }: Reading,
  onChunk: (chunk: Uint8Array) => void,
): Promise<void> {
  const tooLarge = () => new SokoError({ code: 'body_too_large', message, status: 413 });
  if (request.body === null) return;
  const declared = request.headers.get('content-length');
  const { body, isNew } = bodyOf(request);
  const refused = new AbortController();
  body.onRefused((refusal) => refused.abort(refusal));
  try {
    const bounds = { maxBytes: most, tooLarge, declared, signal: refused.signal };
    await readPieces(piecesOf(request.body), bounds, (chunk) => {
      if (isNew) body.take(chunk.length);
      onChunk(chunk);
    });
  } catch (error) {
    throw body.refusal ?? error;
  } finally {
    if (isNew) body.end();
  }
}

/** Left uncancelled, which would end the connection before the answer is out: body-door.ts ends it after. */
async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body.values({ preventCancel: true });
  } catch (cause) {
    throw clientGone(cause);
  }
}

/** Errors: those of readBody, `invalid_request` when it is not JSON. */
export async function readJson(request: Request, most: number): Promise<unknown> {
  const kilobytes = Math.floor(most / 1024);
  const body = await readBody(request, most, `This is more than ${kilobytes} kB of text. Send it in parts.`);
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new SokoError({ code: 'invalid_request', message: 'The body must be JSON.', status: 400, cause });
  }
}
