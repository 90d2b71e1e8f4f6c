import {
  BACKGROUNDS,
  COLOURS,
  KINDS,
  type Kind,
  PATTERNS,
  type Pattern,
  type ProductLook,
} from '@/e2e/world/drawing/product-look';
import type { Random } from './random';

/** What comes out of a factory has no kitenge on it. */
const GADGETS: readonly Kind[] = ['phone', 'headphones', 'watch', 'perfume'];
const GADGET_PATTERNS: readonly Pattern[] = ['plain', 'striped', 'dotted', 'zigzag', 'waves'];

/** Every kind in every colour and pattern that suits it, each on one background; a fixed order. */
export function allLooks(kinds: readonly Kind[] = KINDS): ProductLook[] {
  const looks = kinds.flatMap((kind) =>
    COLOURS.flatMap((colour) => patternsOf(kind).map((pattern) => ({ kind, colour, pattern }))),
  );
  return looks.map((look, seed) => ({
    ...look,
    background: BACKGROUNDS[(seed * 7) % BACKGROUNDS.length] ?? 'studio',
    seed,
  }));
}

const patternsOf = (kind: Kind): readonly Pattern[] => (GADGETS.includes(kind) ? GADGET_PATTERNS : PATTERNS);

/** Hands out looks so that no two products of the world are the same thing in the same colour and pattern. */
export class LooksPool {
  private readonly left: Map<Kind, ProductLook[]>;

  constructor(private readonly random: Random) {
    this.left = new Map(KINDS.map((kind) => [kind, random.shuffled(allLooks([kind]))]));
  }

  take(kinds: readonly Kind[]): ProductLook {
    const open = kinds.filter((kind) => (this.left.get(kind)?.length ?? 0) > 0);
    const look = this.left.get(this.random.pick(open))?.pop();
    if (look === undefined) throw new Error(`no look left of ${kinds.join(', ')}`);
    return look;
  }
}
