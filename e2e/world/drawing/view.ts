import { Random } from '@/e2e/world/sellers/random';
import type { Stance } from './brush';
import type { ProductLook } from './product-look';

/** How a product is seen: what changes between two photographs of the same thing. */
export interface ViewVariation {
  /** 1 fills most of the picture. */
  scale?: number;
  /** Degrees. */
  rotation?: number;
  /** Pixels of 800. */
  offsetX?: number;
  offsetY?: number;
  /** From where the light falls: −1 right to 1 left. */
  light?: number;
  /** −1 cool to 1 warm. */
  warmth?: number;
  /** Small things beside the product. */
  props?: boolean;
}

/** The view with whatever it leaves open settled by the look's seed. */
export function settledView(look: ProductLook, stance: Stance, view: ViewVariation = {}): Required<ViewVariation> {
  const random = new Random(`view ${look.seed} ${look.kind} ${look.colour} ${look.pattern} ${look.background}`);
  const tilt = stance === 'standing' ? 1.5 : 6;
  const seeded = {
    scale: round(0.86 + random.next() * 0.14),
    rotation: round((random.next() * 2 - 1) * tilt),
    offsetX: random.int(-30, 30),
    offsetY: random.int(-14, 14),
    light: round(random.next() * 2 - 1),
    warmth: round(random.next() * 1.4 - 0.4),
    props: random.chance(0.6),
  };
  return { ...seeded, ...view };
}

/** A view of the same thing by chance: another photograph. */
export function anotherView(stanceFree: Random): ViewVariation {
  return {
    scale: round(0.8 + stanceFree.next() * 0.24),
    rotation: round((stanceFree.next() * 2 - 1) * 5),
    offsetX: stanceFree.int(-40, 40),
    offsetY: stanceFree.int(-20, 20),
    light: round(stanceFree.next() * 2 - 1),
    warmth: round(stanceFree.next() * 2 - 1),
    props: stanceFree.chance(0.5),
  };
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
