import { MOST_DECODING_BYTES } from './decoding-cost';

/** Of all pictures being opened in this process: the dearest one, and usual ones beside it. */
const MOST_BYTES_AT_ONCE = MOST_DECODING_BYTES + 128 * 1024 * 1024;

interface Waiting {
  bytes: number;
  start: () => void;
}

/** Lets pictures be decoded at once as long as what they take together stays within bounds. One always may. */
export class DecodingMemory {
  private inUse = 0;
  private readonly waiting: Waiting[] = [];

  constructor(private readonly most: number = MOST_BYTES_AT_ONCE) {}

  async during<T>(bytes: number, decode: () => Promise<T>): Promise<T> {
    await this.room(bytes);
    try {
      return await decode();
    } finally {
      this.inUse -= bytes;
      this.startWaiting();
    }
  }

  private room(bytes: number): Promise<void> {
    return new Promise((start) => {
      this.waiting.push({ bytes, start });
      this.startWaiting();
    });
  }

  /** In their order, but a small picture does not wait behind a large one that there is no room for yet. */
  private startWaiting(): void {
    for (let at = 0; at < this.waiting.length; ) {
      const next = this.waiting[at];
      if (next === undefined || (this.inUse > 0 && this.inUse + next.bytes > this.most)) {
        at += 1;
        continue;
      }
      this.waiting.splice(at, 1);
      this.inUse += next.bytes;
      next.start();
    }
  }
}

/** Kept across Next's bundles, which would otherwise each count for themselves. */
const shared = globalThis as { sokoDecodingMemory?: DecodingMemory };

export function decodingMemory(): DecodingMemory {
  shared.sokoDecodingMemory ??= new DecodingMemory();
  return shared.sokoDecodingMemory;
}
