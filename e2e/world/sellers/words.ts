import type { Colour, Kind, Pattern } from '@/e2e/world/drawing/product-look';

/** How sellers speak of what the drawing calls by one word. */
export interface KindWords {
  names: string[];
  /** KES, from and to. */
  price: [number, number];
  sizes?: string[];
  lines: string[];
}

const SHOE_SIZES = ['Sz 36-41', 'Size 37-42', 'sizes 40-45', 'Sz 38, 39, 41 zimebaki', 'Size 36–40', 'EU 42'];
const CLOTH_SIZES = ['S-XL', 'Size 8-16', 'free size', 'M, L, XL, 2XL', 'Sz 10-18', 'sizes zote ziko'];
const CLOTH_LINES = [
  'Fabric ni poa, haififii',
  'Tailored here in Nairobi',
  'Perfect kwa harusi na ruracio',
  'Can be made to your measurements',
  'Cotton safi, iko breathable',
  'Utatoka ukichoma tu 🔥',
];
const SHOE_LINES = [
  'Comfy sana, unaweza tembea siku nzima',
  'Soft sole, hazichomi miguu',
  'Kiatu safi kwa bei poa',
  'Free socks na kila pair',
  'Non-slip, good for office na church',
  'Brand new, not mtumba',
];
const BAG_LINES = [
  'Strong zip, ina pockets mingi',
  'Inabeba laptop ya 15 inch',
  'Inner lining safi',
  'Handmade by a women group in Kitui',
  'Adjustable strap, inaingia kila kitu',
];
const BASKET_LINES = [
  'Handwoven sisal, leather handles',
  'Handmade by a women group in Kitui',
  'Kiondo original, si plastic',
  'Inabeba shopping yote ya soko',
];
const TABLE_LINES = [
  'Ceramic safi, haivunjiki ovyo',
  'Nice for chai ya jioni',
  'Set ya 6 pia iko',
  'Microwave safe',
  'Zawadi poa ya office 🎁',
];
const KITCHEN_LINES = [
  'Heavy gauge, chakula haiungui haraka',
  'Set ya 5 pia iko',
  'Inafaa gas na makaa',
  'Rust free, original aluminium',
  'Wedding gift poa 🎁',
  'Easy to clean, dishwasher safe',
];
const PHONE_LINES = [
  '1 year warranty',
  'Mpya kwa box',
  'Original charger included',
  'Battery inakaa siku mbili',
  'Dual SIM, 4G',
  'Lipa mdogo mdogo iko',
];
const SOUND_LINES = ['Bluetooth 5.3', 'Mpya kwa box', 'Base ni moto', 'Battery inakaa masaa 20', '6 months warranty'];
const WATCH_LINES = [
  'Water resistant',
  'Battery mpya, inakaa mwaka',
  'Comes na gift box 🎁',
  'Unisex, strap inaadjust',
  '6 months warranty',
];
const BEAD_LINES = [
  'Handmade Maasai beads',
  'Custom colours available',
  'Nzuri kwa zawadi',
  'Haibadiliki rangi',
  'Waterproof',
];
const KIDS_LINES = [
  'Age 2-8 years',
  'Top na short, set kamili',
  'Cotton soft kwa ngozi ya mtoto',
  'Birthday outfit poa 🎂',
];
const BED_LINES = ['6 by 6 na pillowcases 2', 'Cotton mix, haipauki', 'Sizes 4x6, 5x6, 6x6', 'Nzuri kwa wageni'];
const CASE_LINES = [
  'All models ziko, uliza yako',
  'Shockproof',
  'Soft silicone inside',
  'Buy 2 get glass protector free',
];
const SCENT_LINES = [
  'Long lasting, inakaa siku mzima',
  '100ml',
  'Oud na vanilla',
  'Tester iko dukani',
  'Gift bag free 🎁',
];

const cloth = (price: [number, number], ...names: string[]): KindWords => ({
  names,
  price,
  sizes: CLOTH_SIZES,
  lines: CLOTH_LINES,
});
const wrap = (price: [number, number], ...names: string[]): KindWords => ({
  names,
  price,
  sizes: ['free size'],
  lines: CLOTH_LINES.filter((line) => !line.includes('measure')),
});
const shoe = (price: [number, number], ...names: string[]): KindWords => ({
  names,
  price,
  sizes: SHOE_SIZES,
  lines: SHOE_LINES,
});
const thing = (lines: string[], price: [number, number], ...names: string[]): KindWords => ({ names, price, lines });

export const KIND_WORDS: Record<Kind, KindWords> = {
  dress: cloth([1200, 4500], 'dress', 'maxi dress', 'gown', 'nguo ya mtoko'),
  shirt: cloth([700, 2200], 'shirt', 'shati', 'official shirt'),
  skirt: cloth([800, 2500], 'skirt', 'sketi', 'flared skirt'),
  'kids-set': thing(KIDS_LINES, [600, 1800], 'kids set', 'nguo za watoto', 'kids outfit'),
  headwrap: wrap([300, 900], 'headwrap', 'kilemba', 'turban'),
  fabric: thing(CLOTH_LINES, [900, 3500], 'fabric 6 yards', 'kitambaa', 'material per yard'),
  bedsheet: thing(BED_LINES, [1200, 3200], 'bedsheets', 'shuka za kitanda', 'bedsheet set'),
  sneakers: shoe([1500, 4500], 'sneakers', 'raba', 'kicks', 'sport shoes'),
  sandals: shoe([600, 2200], 'sandals', 'open shoes', 'ndala za mtoko'),
  heels: shoe([1500, 3800], 'heels', 'high heels', 'block heels', 'viatu vya mtoko'),
  handbag: thing(BAG_LINES, [1200, 4200], 'handbag', 'mkoba', 'ladies bag', 'bag'),
  backpack: thing(BAG_LINES, [1300, 3500], 'backpack', 'bag ya shule', 'rucksack'),
  kiondo: thing(BASKET_LINES, [900, 3000], 'kiondo', 'sisal basket', 'woven basket'),
  sufuria: thing(KITCHEN_LINES, [450, 3200], 'sufuria', 'cooking pot', 'sufuria na kifuniko'),
  mug: thing(TABLE_LINES, [200, 800], 'mug', 'kikombe', 'coffee mug'),
  kettle: thing(KITCHEN_LINES, [900, 2800], 'kettle', 'birika', 'chai kettle'),
  thermos: thing(TABLE_LINES, [900, 2400], 'thermos', 'chupa ya chai', 'flask'),
  phone: thing(PHONE_LINES, [6500, 38_000], 'smartphone', 'simu', 'phone', 'simu janja'),
  'phone-case': thing(CASE_LINES, [250, 900], 'phone case', 'cover ya simu', 'phone cover'),
  headphones: thing(SOUND_LINES, [900, 4500], 'headphones', 'wireless headset', 'headphone za base'),
  watch: thing(WATCH_LINES, [800, 4500], 'watch', 'saa', 'wrist watch'),
  earrings: thing(BEAD_LINES, [150, 900], 'earrings', 'herini', 'vipuli'),
  necklace: thing(BEAD_LINES, [300, 1800], 'necklace', 'mkufu', 'shanga za shingo'),
  perfume: thing(SCENT_LINES, [800, 3500], 'perfume', 'marashi', 'manukato'),
};

export const COLOUR_WORDS: Record<Colour, string[]> = {
  red: ['red', 'nyekundu', 'RED'],
  orange: ['orange', 'rangi ya chungwa'],
  yellow: ['yellow', 'njano', 'mustard yellow'],
  green: ['green', 'kijani', 'bottle green'],
  teal: ['teal', 'teal green'],
  blue: ['blue', 'buluu', 'royal blue'],
  purple: ['purple', 'zambarau'],
  pink: ['pink', 'waridi', 'baby pink'],
  brown: ['brown', 'kahawia', 'coffee brown'],
  black: ['black', 'nyeusi', 'jet black'],
  grey: ['grey', 'kijivu'],
  white: ['white', 'nyeupe', 'pure white'],
};

export const PATTERN_WORDS: Record<Pattern, string[]> = {
  plain: ['', 'plain', '', 'one colour'],
  kitenge: ['kitenge', 'African print', 'kitenge print'],
  ankara: ['ankara', 'ankara print'],
  striped: ['striped', 'stripes', 'ya mistari'],
  dotted: ['polka dot', 'dotted', 'ya madoadoa'],
  checked: ['checked', 'checks', 'draft', 'shuka checks'],
  zigzag: ['zigzag', 'zig-zag'],
  waves: ['wavy', 'waves', 'ya mawimbi'],
  floral: ['floral', 'flowered', 'ya maua'],
};
