import type { Readable } from 'node:stream';
import zlib from 'node:zlib';
import { readPieces } from '@/lib/platform/read-pieces';
import { badEncoding, tooLarge } from './fetch-errors';

export interface ReadLimits {
  host: string;
  /** Of the unpacked body. */
  maxBytes: number;
  /** Too much is cut off instead of refused: for the bodies of errors. */
  truncate?: boolean;
  stopWhen?: ((chunk: Buffer) => boolean) | undefined;
}

export interface UnpackedBody {
  body: Buffer;
  /** False when stopWhen or truncate ended the reading. */
  complete: boolean;
}

/** The body, unpacked piece by piece: a bomb is refused as soon as it has grown past the limit, not after. */
export async function readUnpacked(
  raw: Readable,
  encoding: string | undefined,
  { host, maxBytes, truncate = false, stopWhen }: ReadLimits,
): Promise<UnpackedBody> {
  const chunks: Buffer[] = [];
  let room = maxBytes;
  const bounds = { maxBytes: truncate ? Number.POSITIVE_INFINITY : maxBytes, tooLarge: () => tooLarge(host, maxBytes) };
  const complete = await readPieces(unpack(raw, encoding, host), bounds, (chunk) => {
    room -= chunk.length;
    chunks.push(chunk);
    return room < 0 || stopWhen?.(chunk) === true;
  });
  const [first] = chunks;
  const body = first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks);
  return { body: body.subarray(0, maxBytes), complete };
}

/** Leaves the raw stream open when the reader stops early: whoever opened it decides about its connection. */
async function* unpack(raw: Readable, encoding: string | undefined, host: string): AsyncGenerator<Buffer> {
  const decoder = await decoderFor(codingOf(encoding, host), raw);
  if (decoder === null) {
    yield* raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
    return;
  }
  const forwardError = (error: Error): void => void decoder.destroy(error);
  raw.once('error', forwardError);
  raw.pipe(decoder);
  try {
    yield* decoder as AsyncIterable<Buffer>;
  } finally {
    raw.unpipe(decoder);
    raw.off('error', forwardError);
    decoder.destroy();
  }
}

type Coding = 'gzip' | 'br' | 'deflate' | null;

/** Servers write charsets and their own words there, too (`utf-8`, `aws-chunked`): the bytes are as they are. */
function codingOf(encoding: string | undefined, host: string): Coding {
  let coding: Coding = null;
  for (const written of encoding?.toLowerCase().split(',') ?? []) {
    const name = written.trim().replace(/^x-/, '');
    // Not what was asked for; and of two codings one can be a bomb within the other.
    if (name === 'zstd' || name === 'compress') throw badEncoding(host);
    if (name !== 'gzip' && name !== 'br' && name !== 'deflate') continue;
    if (coding !== null) throw badEncoding(host);
    coding = name;
  }
  return coding;
}

/** Null where the bytes are as they are. The first ones tell whether they are packed as it says, where that shows. */
async function decoderFor(coding: Coding, raw: Readable) {
  if (coding === null) return null;
  if (coding === 'br') return zlib.createBrotliDecompress();
  const [first, second] = await firstBytes(raw);
  if (coding === 'gzip') return first === 0x1f && (second ?? 0x8b) === 0x8b ? zlib.createGunzip() : null;
  // "deflate" means zlib in the standard and raw deflate on some servers.
  return first !== undefined && (first & 0x0f) === 8 ? zlib.createInflate() : zlib.createInflateRaw();
}

function firstBytes(raw: Readable): Promise<readonly number[] | Buffer> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      raw.off('readable', onReadable).off('end', onEnd).off('error', onError);
      act();
    };
    const onReadable = (): void => {
      const chunk: Buffer | null = raw.read();
      if (chunk === null) return;
      raw.unshift(chunk);
      settle(() => resolve(chunk));
    };
    const onEnd = (): void => settle(() => resolve([]));
    const onError = (error: Error): void => settle(() => reject(error));
    raw.on('readable', onReadable).on('end', onEnd).on('error', onError);
  });
}
