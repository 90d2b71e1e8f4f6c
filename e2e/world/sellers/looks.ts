import type { ProductLook } from './look';

const KINDS = ['dress', 'skirt', 'shirt'];
const COLOURS = ['red', 'blue', 'green', 'black', 'orange', 'purple'];
const PATTERNS = ['plain'];
const BACKGROUNDS = ['white', 'beige', 'lightgrey'];

/** Every kind in every colour and pattern, each on one background; a fixed order. */
export function allLooks(kinds: readonly string[] = KINDS): ProductLook[] {
  const looks = kinds.flatMap((kind) =>
    COLOURS.flatMap((colour) => PATTERNS.map((pattern) => ({ kind, colour, pattern }))),
  );
  return looks.map((look, at) => ({
    ...look,
    background: BACKGROUNDS[(at * 7) % BACKGROUNDS.length] ?? 'white',
  }));
}
