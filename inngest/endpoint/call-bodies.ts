import { SokoError } from '@/lib/platform/errors';
import { readPieces } from '@/lib/platform/read-pieces';

/**
 * The largest call there is: a heartbeat that resumes after 20 pages of 1,000 products, some 4 MB. Twice that. (A run's
 * state may be 32 MB at Inngest; ours carries ids.)
 */
export const MAX_CALL_BYTES = 8 * 1024 * 1024;
/** Whoever calls is on this machine or its network and has the whole body in memory. */
export const BODY_WITHIN_MS = 30_000;
/** What callers from elsewhere may have this process hold, all together and each; none has proved anything yet. */
export const OUTSIDE_BYTES = 32 * 1024 * 1024;
export const CLIENT_BYTES = 16 * 1024 * 1024;
/** The engine's share, on this machine: nobody outside can use it up. 256 calls at once, of kilobytes nearly all. */
const DIRECT_BYTES = 64 * 1024 * 1024;
/** What an unfinished body counts for at least: its connection and buffers cost that much, too. */
const FLOOR_BYTES = 64 * 1024;
/** What a piece of one costs whatever is in it: a megabyte in chunks of one byte took 430 MB. */
const PIECE_BYTES = 400;
/** Calls that are refused come again: soon, since nothing is wrong with them. */
const AGAIN_AFTER_MS = 1_000;

export interface HeldBody {
  text: string;
  /** To be called once nobody needs the text any more. */
  release(): void;
}

interface Sender {
  client: string;
  direct: boolean;
  declared: string | null;
}

/** Reads calls' bodies into memory within bounds of size, time and number. */
export class CallBodies {
  readonly #held = new Map<string, number>();
  #outside = 0;
  #direct = 0;

  /** Errors: `body_too_large` (413), `body_too_slow` (408), `too_many_bodies` (429). */
  async read(body: AsyncIterable<Uint8Array> | null, { client, direct, declared }: Sender): Promise<HeldBody> {
    let counted = 0;
    const count = (bytes: number) => {
      if (bytes > counted) this.#admit(client, direct, bytes - counted);
      this.#count(client, direct, bytes - counted);
      counted = bytes;
    };
    const release = () => count(0);
    const chunks: Uint8Array[] = [];
    const late = new AbortController();
    const timer = setTimeout(() => {
      chunks.length = 0;
      late.abort(tooSlow());
    }, BODY_WITHIN_MS);
    try {
      count(FLOOR_BYTES);
      let length = 0;
      const bounds = { maxBytes: MAX_CALL_BYTES, tooLarge, declared, signal: late.signal };
      // Leaving it cancels the stream. One that stays silent ends with its connection, which the answer closes.
      const hold = (chunk: Uint8Array) => {
        length += chunk.length;
        chunks.push(chunk);
        count(Math.max(counted, length + chunks.length * PIECE_BYTES));
      };
      if (body !== null) await readPieces(body, bounds, hold);
      count(length);
      return { text: Buffer.concat(chunks).toString('utf8'), release };
    } catch (error) {
      release();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  #admit(client: string, direct: boolean, more: number): void {
    const fits = direct
      ? this.#direct + more <= DIRECT_BYTES
      : this.#outside + more <= OUTSIDE_BYTES && (this.#held.get(client) ?? 0) + more <= CLIENT_BYTES;
    if (fits) return;
    throw new SokoError({
      code: 'too_many_bodies',
      message: 'Too many calls are being received at once. Try again in a moment.',
      // The engine takes it for what it is: not begun, and no attempt of the function's.
      status: 429,
      retry: { again: true, afterMs: AGAIN_AFTER_MS },
    });
  }

  #count(client: string, direct: boolean, more: number): void {
    if (direct) {
      this.#direct += more;
      return;
    }
    this.#outside += more;
    const held = (this.#held.get(client) ?? 0) + more;
    if (held > 0) this.#held.set(client, held);
    else this.#held.delete(client);
  }
}

const tooSlow = () =>
  new SokoError({
    code: 'body_too_slow',
    message: `The whole body has to arrive within ${BODY_WITHIN_MS / 1_000} seconds.`,
    status: 408,
  });

const tooLarge = () =>
  new SokoError({
    code: 'body_too_large',
    message: `A call may have at most ${MAX_CALL_BYTES / 1024 / 1024} MB.`,
    status: 413,
  });
