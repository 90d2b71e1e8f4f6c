import { availableMemory } from 'node:process';
import { LRUCache } from 'lru-cache';
import type { PreparedPicture } from './prepare-picture';

/** A picture between two stages: as it came, or what is left to be made of it. */
export interface ShelvedPicture {
  /** Of the bytes as they came. */
  hash: string;
  made:
    | { kind: 'file'; bytes: Uint8Array }
    | ({ kind: 'prepared' } & Pick<PreparedPicture, 'forReview' | 'forStorage'>);
}

/** Some 400 products between embedding and storing: twice what one worker has on their way. */
const MOST_BYTES = 96 * 1024 * 1024;
/** Longer than the stages need that follow each other; what waits for longer is downloaded again. */
const KEPT_MS = 10 * 60_000;
/** With less than this the machine, or its container, needs the memory more. */
const LEAST_FREE_BYTES = 256 * 1024 * 1024;

/**
 * Pictures on their way through the stages of one worker, by the link they were read from: each is downloaded and
 * decoded once. In memory only, bounded by bytes, the longest unused given up first. Whoever finds none downloads it
 * again.
 */
export class PictureShelf {
  private readonly pictures: LRUCache<string, ShelvedPicture>;
  private readonly freeBytes: () => number;

  constructor({ mostBytes = MOST_BYTES, freeBytes = availableMemory } = {}) {
    this.pictures = new LRUCache({ maxSize: mostBytes, sizeCalculation: sizeOf, ttl: KEPT_MS });
    this.freeBytes = freeBytes;
  }

  put(url: string, picture: ShelvedPicture): void {
    if (this.freeBytes() < LEAST_FREE_BYTES) this.pictures.clear();
    else this.pictures.set(url, picture);
  }

  get(url: string): ShelvedPicture | undefined {
    return this.pictures.get(url);
  }

  drop(url: string): void {
    this.pictures.delete(url);
  }
}

function sizeOf({ made }: ShelvedPicture): number {
  if (made.kind === 'file') return made.bytes.byteLength;
  const { forReview, forStorage } = made;
  return forStorage.body === forReview ? forReview.byteLength : forReview.byteLength + forStorage.body.byteLength;
}
