import { loadPhotoStorage } from './load-for-photos';
import type { PhotoPart } from './open-photo';
import { holdPhotoUrl, letPhotoUrlGo } from './photo-urls';

/** In memory, where each takes up to 16 MB; parts of the same photo share it. */
const MOST_PHOTOS = 4;

/**
 * The photos behind this tab's searches, by the token in their address: what makes Back and reload show the photo
 * again. Kept in the tab only, and gone with it.
 */
export class PhotoMemory {
  /** Those used last at the end. */
  readonly #parts = new Map<string, PhotoPart>();

  get(token: string): PhotoPart | undefined {
    return this.#parts.get(token);
  }

  async keep(token: string, part: PhotoPart): Promise<void> {
    this.#hold(token, part);
    // Without it a reload shows the results alone.
    const storage = await loadPhotoStorage().catch(() => null);
    await storage?.storePart(token, part);
  }

  /** After a reload. Null when this tab never had the photo. */
  async recall(token: string): Promise<PhotoPart | null> {
    const known = this.#parts.get(token);
    if (known) return this.#hold(token, known);
    const storage = await loadPhotoStorage().catch(() => null);
    const stored = (await storage?.storedPart(token)) ?? null;
    if (stored === null) return null;
    const meanwhile = this.#parts.get(token);
    if (meanwhile) letPhotoUrlGo(stored.photo.url);
    return this.#hold(token, meanwhile ?? stored);
  }

  /** As the one used last; photos over MOST_PHOTOS are let go, those used longest ago first. */
  #hold(token: string, part: PhotoPart): PhotoPart {
    holdPhotoUrl(part.photo.url);
    this.#letGo(token);
    this.#parts.set(token, part);
    for (const oldest of this.#parts.keys()) {
      if (this.#photoCount() <= MOST_PHOTOS) break;
      this.#letGo(oldest);
    }
    return part;
  }

  #photoCount(): number {
    return new Set([...this.#parts.values()].map(({ photo }) => photo)).size;
  }

  #letGo(token: string): void {
    const part = this.#parts.get(token);
    if (part) letPhotoUrlGo(part.photo.url);
    this.#parts.delete(token);
  }
}

/** In a browser; the server keeps none. */
export const photoMemory = new PhotoMemory();
