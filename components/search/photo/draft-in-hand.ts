import type { Draft } from './draft';
import { holdPhotoUrl, letPhotoUrlGo } from './photo-urls';

/**
 * The one draft there is at a time: its photo is held while it is in hand, and let go of when another takes its place.
 */
export class DraftInHand {
  #draft: Draft | null = null;

  take(next: Draft | null): void {
    // First, for the next one may show the same photo.
    if (next !== null) holdPhotoUrl(next.url);
    if (this.#draft !== null) letPhotoUrlGo(this.#draft.url);
    this.#draft = next;
  }

  isHolding(id: string): boolean {
    return this.#draft?.id === id;
  }
}
