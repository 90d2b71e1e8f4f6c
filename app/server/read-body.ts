import { SokoError } from '@/lib/platform/errors';

/** A request's body in memory, given up as soon as it is longer than `most` bytes. Errors: `body_too_large` (413). */
export async function readBody(request: Request, most: number, message: string): Promise<Buffer> {
  const tooLarge = () => new SokoError({ code: 'body_too_large', message, status: 413 });
  if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop cancels the stream: the rest is never received.
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > most) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Errors: `body_too_large`, `invalid_request` when it is not JSON. */
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
