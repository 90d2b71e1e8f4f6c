export interface KindWords {
  names: string[];
  /** KES, from and to. */
  price: [number, number];
  sizes?: string[];
  lines: string[];
}

const SHOE_SIZES = ['Sz 36-41', 'Size 37-42', 'sizes 40-45', 'Sz 38, 39, 41 zimebaki', 'Size 36–40'];
const CLOTH_SIZES = ['S-XL', 'Size 8-16', 'free size', 'M, L, XL, 2XL', 'Sz 10-18'];
const CLOTH_LINES = [
  'Fabric ni poa, haififii',
  'Tailored here Nairobi 🇰🇪',
  'Perfect kwa harusi na ruracio 💃',
  'Can be made to measure',
];
const SHOE_LINES = [
  'Comfy sana, unaweza tembea siku nzima',
  'Soft sole, hazichomi',
  'Kiatu safi kwa bei poa 👌',
  'Free socks na kila pair',
];
const BAG_LINES = [
  'Strong zip, ina pockets mingi',
  'Inabeba laptop 15"',
  'Inner lining safi',
  'Handmade by women group ya Kitui',
];
const KITCHEN_LINES = [
  'Heavy gauge, haiungui haraka',
  'Set ya 5 pia iko',
  'Kwa kinyozi ya mboga 😄 sorry, kupika tu',
  'Inafaa gas na makaa',
];
const TECH_LINES = [
  '1 year warranty ✅',
  'Mpya, boxed',
  'Bluetooth 5.3',
  'Original charger included',
  'Battery inakaa siku mbili',
];
const HOME_LINES = ['Handcrafted na fundi wetu', 'Inapendezesha sebule', 'Tunaleta hadi kwako', 'Order 2 days before'];
const BEAD_LINES = [
  'Handmade Maasai beads',
  'Custom colours available',
  'Nzuri kwa zawadi 🎁',
  'Hypoallergenic, haibadiliki rangi',
];

/** How sellers name and praise what the drawing calls by one word; `*` is for what it may learn to draw later. */
export const KIND_WORDS: Record<string, KindWords> = {
  dress: {
    names: ['dress', 'gown', 'maxi dress', 'nguo ya mtoko'],
    price: [1200, 4500],
    sizes: CLOTH_SIZES,
    lines: CLOTH_LINES,
  },
  skirt: {
    names: ['skirt', 'sketi', 'flared skirt'],
    price: [800, 2500],
    sizes: CLOTH_SIZES,
    lines: CLOTH_LINES,
  },
  shirt: {
    names: ['shirt', 'shati', 'official shirt'],
    price: [700, 2200],
    sizes: CLOTH_SIZES,
    lines: CLOTH_LINES,
  },
  '*': { names: ['item', 'product'], price: [500, 3500], lines: HOME_LINES },
};
void [SHOE_SIZES, SHOE_LINES, BAG_LINES, KITCHEN_LINES, TECH_LINES, BEAD_LINES];

export const COLOUR_WORDS: Record<string, string[]> = {
  red: ['red', 'nyekundu', 'maroon red'],
  orange: ['orange', 'rangi ya chungwa'],
  yellow: ['yellow', 'njano'],
  green: ['green', 'kijani'],
  blue: ['blue', 'buluu', 'royal blue'],
  purple: ['purple', 'zambarau'],
  pink: ['pink', 'waridi'],
  brown: ['brown', 'kahawia'],
  black: ['black', 'nyeusi', 'jet black'],
  white: ['white', 'nyeupe'],
  grey: ['grey', 'kijivu'],
  gold: ['gold', 'dhahabu'],
  teal: ['teal'],
  navy: ['navy blue', 'navy'],
  cream: ['cream', 'off-white'],
};

export const PATTERN_WORDS: Record<string, string[]> = {
  plain: ['', 'plain', ''],
};
