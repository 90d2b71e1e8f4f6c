import { isDear } from '@/lib/media/decoding-cost';
import type { OpenedImage } from '@/lib/media/image-check';
import { FairTurns } from './fair-turns';

/**
 * Opening a photo: two at once, one of them for any one client, so that the other is free for the next. As many may
 * wait, in memory (bodies-in-flight.ts bounds how much), as people behind one address may send in the same second.
 */
const OPENING = { atOnce: 2, clientAtOnce: 1, mostWaiting: 64, clientWaiting: 24, what: 'photos' };
/** Dear ones take up to 2 s each (decoding-cost.ts): few, and they wait for each other. Usual ones pass them. */
const DEAR = { atOnce: 1, clientAtOnce: 1, mostWaiting: 8, clientWaiting: 4, what: 'large photos' };
/** All dear ones together are one client among those whose photos are opened. */
const OF_THE_DEAR = 'dear';
/** The model takes two at once and the rest in their order: few of any one client's may be ahead of another's. */
const SEARCHING = { atOnce: 16, clientAtOnce: 4, mostWaiting: 64, clientWaiting: 24, what: 'photo searches' };
/** Apart from photos, which are dearer. Together they are the 32 that the worker lets wait; each holds a few kB. */
const WORDS = { atOnce: 16, clientAtOnce: 4, mostWaiting: 256, clientWaiting: 24, what: 'searches' };

/** Shoppers' photos and searches, one client's between those of others; usual photos beside dear ones. */
export class PhotoTurns {
  private readonly opening = new FairTurns(OPENING);
  private readonly dear = new FairTurns(DEAR);
  private readonly searching = new FairTurns(SEARCHING);
  private readonly wording = new FairTurns(WORDS);

  open<T>({ client, signal, photo, decode }: Opening<T>): Promise<T> {
    if (!isDear(photo)) return this.opening.run(client, signal, decode);
    return this.dear.run(client, signal, () => this.opening.run(OF_THE_DEAR, signal, decode));
  }

  search<T>(client: string, signal: AbortSignal, search: () => Promise<T>): Promise<T> {
    return this.searching.run(client, signal, search);
  }

  /** A search without a photo of its own. */
  words<T>(client: string, signal: AbortSignal, search: () => Promise<T>): Promise<T> {
    return this.wording.run(client, signal, search);
  }
}

interface Opening<T> {
  client: string;
  /** Aborted when the client hangs up. */
  signal: AbortSignal;
  photo: OpenedImage;
  decode: () => Promise<T>;
}

/** Kept across Next's bundles. */
const shared = globalThis as { sokoPhotoTurns?: PhotoTurns };

export function photoTurns(): PhotoTurns {
  shared.sokoPhotoTurns ??= new PhotoTurns();
  return shared.sokoPhotoTurns;
}
