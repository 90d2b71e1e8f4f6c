import { loadPhotoOpener, warmForPhotos } from './load-for-photos';
import type { PhotoPart, PhotoProblem } from './open-photo';
import { holdPhotoUrl, letPhotoUrlGo } from './photo-urls';

/** A photo, or a new part of one, that is searched with and has no token in the address yet. */
export interface Draft {
  id: string;
  /** The photo search in the address that it takes the place of; null for a new photo. */
  replaces: string | null;
  /** To show it while it is being opened. */
  url: string;
  state:
    | { kind: 'opening' }
    | { kind: 'unusable'; problem: PhotoProblem | 'notLoaded' }
    | ({ kind: 'ready' } & PhotoPart);
}

/** What becomes of a draft whose file was opened, with the URL that it is shown by. Never rejects. */
export async function openDraft(file: Blob, url: string): Promise<Draft['state']> {
  warmForPhotos();
  const opener = await loadPhotoOpener().catch(() => null);
  if (opener === null) return { kind: 'unusable', problem: 'notLoaded' };
  try {
    const photo = await opener.openPhoto(file, url);
    if (typeof photo === 'string') return { kind: 'unusable', problem: photo };
    return { kind: 'ready', photo, crop: opener.firstCrop(photo) };
  } catch {
    return { kind: 'unusable', problem: 'notOpened' };
  }
}

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
