import type { World } from '@/e2e/world/world';
import type { QualityReviewer } from '@/lib/quality/quality-reviewer';

/** Says what is true of a product in the stand-in world, without a network. */
export function standInReviewer(world: World): QualityReviewer {
  return {
    name: 'stand-in',
    async review({ productId }) {
      const product = world.products().find((candidate) => candidate.id === productId);
      if (!product) throw new Error(`no product ${productId}`);
      const { decision, confidence, note } = product.truth;
      return { decision, confidence, note, problems: [], category: 'other' };
    },
    async ping() {},
  };
}
