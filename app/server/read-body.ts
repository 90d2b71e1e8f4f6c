import { SokoError } from '@/lib/platform/errors';
import { bodyOf } from './body-door';
import { clientGone } from './client-gone';

/**
 * A request's body in memory, given up as soon as it is longer than `most` bytes, comes too slowly, or there is no room for it.
 * Errors: `body_too_large` (413), `body_too_slow` (408), `too_many_requests` (429), `too_busy` (503), `client_gone` (499).
 */
export async function readBody(request: Request, most: number, message: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  await readChunks(request, { most, message }, (chunk) => chunks.push(chunk));
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
  if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLarge();
  if (request.body === null) return;
  const { body, isNew } = bodyOf(request);
  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader();
  const refused = new Promise<never>((_, refuse) => body.onRefused(refuse));
  refused.catch(() => {});

  async function read(): Promise<void> {
    for (let length = 0; ; ) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw body.refusal ?? clientGone(cause);
      });
      if (body.refusal !== null) throw body.refusal;
      if (done) return;
      if (isNew) body.take(value.length);
      length += value.length;
      if (length > most) throw tooLarge();
      onChunk(value);
    }
  }

  try {
    // Not cancelled when it is given up: that would end the connection before the answer is out (body-door.ts ends it after).
    await Promise.race([read(), refused]);
  } finally {
    if (isNew) body.end();
  }
}

/** Errors: those of readBody, `invalid_request` when it is not JSON. */
export async function readJson(request: Request, most: number): Promise<unknown> {
  const body = await readBody(
    request,
    most,
    `This is more than ${Math.floor(most / 1024)} kB of text. Send it in parts.`,
  );
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new SokoError({ code: 'invalid_request', message: 'The body must be JSON.', status: 400, cause });
  }
}
