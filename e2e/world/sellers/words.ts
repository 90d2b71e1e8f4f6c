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
const HOME_LINES = [
  'Handcrafted na fundi wetu',
  'Inapendezesha sebule',
  'Tunaleta hadi kwako',
  'Order 2 days before',
  'Solid na strong',
];
const BEAD_LINES = [
  'Handmade Maasai beads',
  'Custom colours available',
  'Nzuri kwa zawadi',
  'Haibadiliki rangi',
  'Waterproof',
];

const wrap = (price: [number, number], ...names: string[]): KindWords => ({
  names,
  price,
  sizes: ['free size'],
  lines: CLOTH_LINES.filter((line) => !line.includes('measure')),
});
const cloth = (price: [number, number], ...names: string[]): KindWords => ({
  names,
  price,
  sizes: CLOTH_SIZES,
  lines: CLOTH_LINES,
});
const shoe = (price: [number, number], ...names: string[]): KindWords => ({
  names,
  price,
  sizes: SHOE_SIZES,
  lines: SHOE_LINES,
});
const other = (lines: string[], price: [number, number], ...names: string[]): KindWords => ({ names, price, lines });

export const KIND_WORDS: Record<string, KindWords> = {
  dress: cloth([1200, 4500], 'dress', 'maxi dress', 'gown', 'nguo ya mtoko'),
  skirt: cloth([800, 2500], 'skirt', 'sketi', 'flared skirt'),
  shirt: cloth([700, 2200], 'shirt', 'shati', 'official shirt'),
  't-shirt': cloth([400, 1200], 'T-shirt', 'tisho', 'round neck'),
  tshirt: cloth([400, 1200], 'T-shirt', 'tisho', 'round neck'),
  trousers: cloth([900, 2500], 'trousers', 'suruali', 'pants'),
  jacket: cloth([1500, 4500], 'jacket', 'jacketi', 'bomber'),
  headwrap: wrap([300, 900], 'headwrap', 'kilemba', 'turban'),
  scarf: wrap([300, 900], 'scarf', 'mtandio', 'shawl'),
  hat: wrap([300, 1200], 'hat', 'kofia', 'bucket hat'),
  cap: wrap([300, 1000], 'cap', 'kofia', 'snapback'),
  fabric: { names: ['fabric 6 yards', 'kitambaa', 'material per yard'], price: [900, 3500], lines: CLOTH_LINES },
  leso: { names: ['leso', 'kanga pair', 'khanga'], price: [500, 1200], lines: CLOTH_LINES },
  sneaker: shoe([1500, 4500], 'sneakers', 'raba', 'kicks', 'sport shoes'),
  sneakers: shoe([1500, 4500], 'sneakers', 'raba', 'kicks', 'sport shoes'),
  shoe: shoe([1500, 4500], 'shoes', 'viatu', 'kicks'),
  sandal: shoe([600, 2200], 'sandals', 'open shoes', 'ndala za mtoko'),
  sandals: shoe([600, 2200], 'sandals', 'open shoes', 'ndala za mtoko'),
  heel: shoe([1500, 3800], 'heels', 'high heels', 'block heels', 'viatu vya mtoko'),
  heels: shoe([1500, 3800], 'heels', 'high heels', 'block heels', 'viatu vya mtoko'),
  boot: shoe([2200, 5500], 'boots', 'ankle boots', 'timbs'),
  boots: shoe([2200, 5500], 'boots', 'ankle boots', 'timbs'),
  handbag: other(BAG_LINES, [1200, 4200], 'handbag', 'mkoba', 'ladies bag', 'bag'),
  tote: other(BAG_LINES, [700, 2200], 'tote bag', 'shopping bag', 'canvas bag'),
  backpack: other(BAG_LINES, [1300, 3500], 'backpack', 'bag ya shule', 'rucksack'),
  kiondo: other(BASKET_LINES, [900, 3000], 'kiondo', 'sisal basket', 'woven basket'),
  basket: other(BASKET_LINES, [900, 3000], 'kiondo', 'kikapu', 'woven basket'),
  sufuria: other(KITCHEN_LINES, [450, 3200], 'sufuria', 'cooking pot', 'sufuria na kifuniko'),
  pot: other(KITCHEN_LINES, [450, 3200], 'cooking pot', 'nyungu', 'pot'),
  pan: other(KITCHEN_LINES, [700, 2600], 'frying pan', 'kikaango', 'non-stick pan'),
  kettle: other(KITCHEN_LINES, [900, 2800], 'kettle', 'birika', 'chai kettle'),
  mug: other(TABLE_LINES, [200, 800], 'mug', 'kikombe', 'coffee mug'),
  cup: other(TABLE_LINES, [200, 800], 'cup', 'kikombe', 'tea cup'),
  plate: other(TABLE_LINES, [200, 900], 'plate', 'sahani', 'dinner plate'),
  bowl: other(TABLE_LINES, [200, 900], 'bowl', 'bakuli', 'serving bowl'),
  jug: other(TABLE_LINES, [300, 1200], 'jug', 'jagi', 'water jug'),
  thermos: other(KITCHEN_LINES, [900, 2400], 'thermos', 'chupa ya chai', 'flask'),
  flask: other(KITCHEN_LINES, [900, 2400], 'flask', 'chupa ya chai', 'thermos'),
  phone: other(PHONE_LINES, [6500, 38_000], 'smartphone', 'simu', 'phone', 'simu janja'),
  headphones: other(SOUND_LINES, [900, 4500], 'headphones', 'wireless headset', 'headphone za base'),
  speaker: other(SOUND_LINES, [1200, 5500], 'Bluetooth speaker', 'spika', 'portable speaker'),
  radio: other(SOUND_LINES, [900, 3500], 'radio', 'redio', 'FM radio'),
  laptop: other(PHONE_LINES, [18_000, 60_000], 'laptop', 'ex-UK laptop', 'notebook'),
  watch: other(WATCH_LINES, [800, 4500], 'watch', 'saa', 'wrist watch'),
  lamp: other(HOME_LINES, [900, 3500], 'lamp', 'taa', 'table lamp'),
  necklace: other(BEAD_LINES, [300, 1800], 'necklace', 'mkufu', 'shanga za shingo'),
  earrings: other(BEAD_LINES, [150, 900], 'earrings', 'herini', 'vipuli'),
  bracelet: other(BEAD_LINES, [150, 900], 'bracelet', 'bangili', 'shanga za mkono'),
  bangle: other(BEAD_LINES, [150, 900], 'bangle', 'bangili', 'cuff'),
  cushion: other(HOME_LINES, [500, 1600], 'cushion', 'throw pillow', 'mto wa kiti'),
  pillow: other(HOME_LINES, [500, 1600], 'throw pillow', 'mto', 'cushion'),
  chair: other(HOME_LINES, [3500, 12_000], 'chair', 'kiti', 'accent chair'),
  stool: other(HOME_LINES, [1500, 5000], 'stool', 'kistuli', 'bar stool'),
  mat: other(HOME_LINES, [600, 2500], 'mat', 'mkeka', 'floor mat'),
  umbrella: other(HOME_LINES, [400, 1500], 'umbrella', 'mwavuli', 'brolly'),
  bottle: other(TABLE_LINES, [300, 1500], 'water bottle', 'chupa', 'bottle'),
  vase: other(HOME_LINES, [500, 2500], 'vase', 'chombo cha maua', 'flower vase'),
};

export const COLOUR_WORDS: Record<string, string[]> = {
  red: ['red', 'nyekundu', 'RED'],
  maroon: ['maroon', 'damu ya mzee'],
  orange: ['orange', 'rangi ya chungwa'],
  yellow: ['yellow', 'njano', 'mustard yellow'],
  green: ['green', 'kijani', 'bottle green'],
  blue: ['blue', 'buluu', 'royal blue'],
  purple: ['purple', 'zambarau'],
  pink: ['pink', 'waridi', 'baby pink'],
  brown: ['brown', 'kahawia', 'coffee brown'],
  black: ['black', 'nyeusi', 'jet black'],
  white: ['white', 'nyeupe', 'pure white'],
  grey: ['grey', 'kijivu'],
  gold: ['gold', 'dhahabu'],
  silver: ['silver', 'fedha'],
  teal: ['teal', 'teal green'],
  turquoise: ['turquoise', 'feruzi'],
  navy: ['navy blue', 'navy'],
  cream: ['cream', 'off-white'],
  beige: ['beige', 'nude'],
};

export const PATTERN_WORDS: Record<string, string[]> = {
  plain: ['', 'plain', '', 'one colour'],
  solid: ['', 'plain', '', 'one colour'],
  kitenge: ['kitenge', 'African print', 'kitenge print'],
  ankara: ['ankara', 'ankara print', 'African print'],
  striped: ['striped', 'stripes', 'ya mistari'],
  stripes: ['striped', 'stripes', 'ya mistari'],
  dotted: ['polka dot', 'dotted', 'ya madoadoa'],
  dots: ['polka dot', 'dotted', 'ya madoadoa'],
  checked: ['checked', 'checks', 'draft'],
  checks: ['checked', 'checks', 'draft'],
  check: ['checked', 'checks', 'draft'],
  zigzag: ['zigzag', 'zig-zag'],
  floral: ['floral', 'flowered', 'ya maua'],
  leopard: ['leopard print', 'animal print', 'chui'],
};
