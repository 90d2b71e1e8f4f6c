import type { WorldProduct } from '@/e2e/world/sellers/types';
import type { WorldState } from '@/e2e/world/world-state';
import type { PictureStore } from './picture-store';
import { mediaIdOf, type PictureRef, signLink } from './signed-link';

/** Which file on the CDN is which product's picture, and links to it. */
export class PictureShelf {
  private readonly byMediaId = new Map<string, PictureRef>();

  constructor(
    private readonly state: WorldState,
    readonly store: PictureStore,
    private readonly cdnOrigin: string,
    private readonly linkLifeSeconds: number,
  ) {}

  /** A new signed link to the picture as it is now. */
  linkTo(product: WorldProduct): string {
    const ref = { productId: product.id, version: product.pictureVersion };
    this.byMediaId.set(mediaIdOf(ref), ref);
    return signLink(this.cdnOrigin, ref, this.state.now() / 1000 + this.linkLifeSeconds);
  }

  /** Links from before a restart were signed by an earlier world: their pictures are looked for once. */
  find(mediaId: string): PictureRef | undefined {
    if (!this.byMediaId.has(mediaId)) this.registerAll();
    return this.byMediaId.get(mediaId);
  }

  private registerAll(): void {
    for (const product of this.state.products.values()) {
      const ref = { productId: product.id, version: product.pictureVersion };
      this.byMediaId.set(mediaIdOf(ref), ref);
    }
  }
}
