import type { SokoError } from './errors';

export interface BodyBounds {
  maxBytes: number;
  /** Thrown when there is more, or when `declared` says that there will be. */
  tooLarge: () => SokoError;
  /** What the body says of its own length: its Content-Length. */
  declared?: string | null | undefined;
  /** Ends the wait for a body that never comes; its reason is thrown. */
  signal?: AbortSignal | undefined;
}

/**
 * Hands on a body piece by piece, and reads nothing more once a bound is met. `onPiece` may answer true to stop there;
 * false is returned then. Whether leaving early cancels the stream is up to the stream that is given.
 */
export function readPieces<Piece extends Uint8Array>(
  body: AsyncIterable<Piece>,
  { maxBytes, tooLarge, declared, signal }: BodyBounds,
  onPiece: (piece: Piece) => unknown,
): Promise<boolean> {
  async function read(): Promise<boolean> {
    if (Number(declared ?? 0) > maxBytes) throw tooLarge();
    let length = 0;
    for await (const piece of body) {
      signal?.throwIfAborted();
      length += piece.length;
      if (length > maxBytes) throw tooLarge();
      if (onPiece(piece) === true) return false;
    }
    signal?.throwIfAborted();
    return true;
  }
  return signal === undefined ? read() : Promise.race([read(), abortOf(signal)]);
}

/** A whole body in memory. */
export async function readWhole(body: AsyncIterable<Uint8Array>, bounds: BodyBounds): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  await readPieces(body, bounds, (piece) => void pieces.push(piece));
  return Buffer.concat(pieces);
}

function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}
