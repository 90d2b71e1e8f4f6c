export const KINDS = [
  'dress',
  'shirt',
  'skirt',
  'kids-set',
  'headwrap',
  'fabric',
  'bedsheet',
  'sneakers',
  'sandals',
  'heels',
  'handbag',
  'backpack',
  'kiondo',
  'sufuria',
  'mug',
  'kettle',
  'thermos',
  'phone',
  'phone-case',
  'headphones',
  'watch',
  'earrings',
  'necklace',
  'perfume',
] as const;

export const COLOURS = [
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'pink',
  'brown',
  'black',
  'grey',
  'white',
] as const;

/** kitenge: concentric suns. ankara: interlocking diamonds. checked: as a Maasai shuka. floral: leaves and blossoms. */
export const PATTERNS = [
  'plain',
  'kitenge',
  'ankara',
  'striped',
  'dotted',
  'checked',
  'zigzag',
  'waves',
  'floral',
] as const;

export const BACKGROUNDS = ['studio', 'wall', 'wood', 'cloth', 'mkeka', 'market'] as const;

export type Kind = (typeof KINDS)[number];
export type Colour = (typeof COLOURS)[number];
export type Pattern = (typeof PATTERNS)[number];
export type Background = (typeof BACKGROUNDS)[number];

/** A product as it is drawn. Another seed is another product: cut, shade and print differ a little. */
export interface ProductLook {
  kind: Kind;
  colour: Colour;
  pattern: Pattern;
  background: Background;
  seed: number;
}
