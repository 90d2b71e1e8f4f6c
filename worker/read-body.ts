import type { IncomingMessage } from 'node:http';
import { SokoError } from '@/lib/platform/errors';

/** A request's body, at most `maxBytes`. Errors: `body_too_large` (413). */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > maxBytes) throw tooLarge(maxBytes);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const tooLarge = (maxBytes: number) =>
  new SokoError({
    code: 'body_too_large',
    message: `Send at most ${Math.floor(maxBytes / 1024 / 1024) || 1} MB.`,
    status: 413,
  });
