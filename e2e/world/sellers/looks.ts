import type { ProductLook } from './look';
import type { Random } from './random';

const KINDS = [
  'dress',
  'shirt',
  'headwrap',
  'fabric',
  'sneakers',
  'sandals',
  'heels',
  'handbag',
  'backpack',
  'kiondo',
  'sufuria',
  'mug',
  'phone',
  'headphones',
  'watch',
  'earrings',
];
const COLOURS = [
  'red',
  'orange',
  'yellow',
  'green',
  'blue',
  'purple',
  'pink',
  'brown',
  'black',
  'white',
  'teal',
  'grey',
];
const PATTERNS = ['plain', 'kitenge', 'striped', 'dotted', 'checked', 'zigzag'];
const BACKGROUNDS = ['white', 'beige', 'lightgrey'];

/** Every kind in every colour and pattern, each on one background; a fixed order. */
export function allLooks(kinds: readonly string[] = KINDS): ProductLook[] {
  const looks = kinds.flatMap((kind) =>
    COLOURS.flatMap((colour) => PATTERNS.map((pattern) => ({ kind, colour, pattern }))),
  );
  return looks.map((look, at) => ({ ...look, background: BACKGROUNDS[(at * 7) % BACKGROUNDS.length] ?? 'white' }));
}

/** Hands out looks so that no two products of the world are the same thing in the same colour and pattern. */
export class LooksPool {
  private readonly left: Map<string, ProductLook[]>;

  constructor(private readonly random: Random) {
    this.left = new Map(KINDS.map((kind) => [kind, random.shuffled(allLooks([kind]))]));
  }

  take(kinds: readonly string[]): ProductLook {
    const open = kinds.filter((kind) => (this.left.get(kind)?.length ?? 0) > 0);
    const look = this.left.get(this.random.pick(open))?.pop();
    if (look === undefined) throw new Error(`no look left of ${kinds.join(', ')}`);
    return look;
  }
}
