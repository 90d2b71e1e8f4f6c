import { COLOURS, type Colour, KINDS, type Kind, PATTERNS, type Pattern } from '@/e2e/world/drawing/product-look';
import { COLOUR_WORDS, KIND_WORDS, PATTERN_WORDS } from '@/e2e/world/sellers/words';

/** Words for things, colours and prints. `means`: the positions in KINDS, COLOURS, PATTERNS that they may mean. */
export interface CaptionWord {
  text: string;
  means: number[];
}

/** What captions are put together from. `fillers` say nothing of what a picture shows. */
export interface CaptionWords {
  kinds: CaptionWord[];
  colours: CaptionWord[];
  patterns: CaptionWord[];
  fillers: string[];
  counts: { kinds: number; colours: number; patterns: number };
}

/** How shoppers ask, beside the sellers' own words. */
const ASKED_KINDS: Record<Kind, string[]> = {
  dress: ['dresses', 'nguo ya kike', 'gauni', 'magauni', 'ladies dress', 'long dress', 'frock', 'dera'],
  shirt: ['shirts', 'mashati', 'blouse', 'mens shirt'],
  skirt: ['skirts', 'maxi skirt'],
  'kids-set': ['kids clothes', 'kids wear', 'children clothes', 'nguo ya mtoto', 'baby clothes', 'kids outfits'],
  headwrap: ['headwraps', 'head wrap', 'headscarf', 'kitambaa cha kichwa', 'vilemba', 'headgear'],
  fabric: ['fabrics', 'cloth', 'vitambaa', 'material', 'leso', 'kanga'],
  bedsheet: ['bedsheet', 'bed sheets', 'shuka', 'mashuka', 'bedding', 'duvet', 'beddings'],
  sneakers: ['sneaker', 'trainers', 'running shoes', 'raba za mtoko', 'sport shoe'],
  sandals: ['sandal', 'ndala', 'slippers', 'malapa', 'slides', 'akala'],
  heels: ['heel', 'stilettos', 'high heel shoes', 'ladies heels'],
  handbag: ['handbags', 'purse', 'mikoba', 'hand bag', 'ladies handbag', 'pochi'],
  backpack: ['backpacks', 'school bag', 'laptop bag', 'begi la shule', 'bag ya mgongo', 'shanta'],
  kiondo: ['kiondos', 'viondo', 'basket', 'kikapu', 'vikapu', 'ciondo', 'baskets'],
  sufuria: ['sufurias', 'pot', 'pots', 'saucepan', 'cooking pots', 'chungu', 'pan'],
  mug: ['mugs', 'cup', 'cups', 'vikombe', 'tea cup', 'kikombe cha chai'],
  kettle: ['kettles', 'tea kettle', 'teapot', 'buli', 'kettle ya chai'],
  thermos: ['thermos flask', 'flasks', 'chupa ya maji moto', 'vacuum flask', 'themos'],
  phone: ['smartphones', 'phones', 'mobile phone', 'cell phone', 'simu ya smart', 'android phone'],
  'phone-case': ['phone cases', 'phone covers', 'case ya simu', 'kava ya simu', 'mobile cover', 'covers za simu'],
  headphones: ['headphone', 'headset', 'earphones', 'headsets', 'ear phones', 'bluetooth headphones'],
  watch: ['watches', 'wristwatch', 'saa ya mkono', 'smart watch', 'saa za mkono', 'ladies watch'],
  earrings: ['earring', 'hereni', 'beaded earrings', 'maasai earrings', 'ear rings', 'studs'],
  necklace: ['necklaces', 'mikufu', 'ushanga', 'beaded necklace', 'maasai necklace', 'beads', 'shanga'],
  perfume: ['perfumes', 'cologne', 'scent', 'fragrance', 'body spray', 'pafyumu'],
};

/** Words for more than one kind. */
const ASKED_GROUPS: [string[], Kind[]][] = [
  [
    ['shoes', 'viatu', 'shoe', 'kiatu', 'footwear', 'njumu'],
    ['sneakers', 'sandals', 'heels'],
  ],
  [
    ['bag', 'bags', 'mabegi', 'begi', 'mfuko'],
    ['handbag', 'backpack', 'kiondo'],
  ],
  [
    ['clothes', 'nguo', 'clothing', 'mavazi', 'outfit'],
    ['dress', 'shirt', 'skirt', 'kids-set'],
  ],
  [
    ['jewellery', 'jewelry', 'urembo', 'mapambo', 'ornaments'],
    ['earrings', 'necklace'],
  ],
  [
    ['kitchenware', 'vyombo', 'utensils', 'vyombo vya jikoni', 'kitchen'],
    ['sufuria', 'mug', 'kettle', 'thermos'],
  ],
  [
    ['electronics', 'gadgets', 'gadget'],
    ['phone', 'headphones', 'watch'],
  ],
];

const ASKED_COLOURS: Record<Colour, string[]> = {
  red: ['mwekundu', 'jekundu', 'wekundu', 'chekundu', 'vyekundu', 'zekundu', 'maroon', 'crimson', 'ya red'],
  orange: ['machungwa', 'chungwa', 'rangi ya machungwa', 'ya orange'],
  yellow: ['manjano', 'rangi ya manjano', 'gold', 'mustard', 'ya njano'],
  green: ['kijani kibichi', 'rangi ya kijani', 'olive', 'ya green', 'ya kijani'],
  teal: ['turquoise', 'rangi ya teal', 'ya teal', 'cyan'],
  blue: ['bluu', 'samawati', 'navy blue', 'rangi ya bluu', 'ya blue', 'navy', 'ya bluu'],
  purple: ['rangi ya zambarau', 'violet', 'ya purple', 'lilac'],
  pink: ['rangi ya waridi', 'pinki', 'hot pink', 'ya pink', 'rose'],
  brown: ['rangi ya kahawia', 'brauni', 'ya brown', 'chocolate'],
  black: ['mweusi', 'jeusi', 'cheusi', 'vyeusi', 'weusi', 'zeusi', 'blaki', 'ya black'],
  grey: ['gray', 'grei', 'rangi ya kijivu', 'ash', 'ya grey'],
  white: ['mweupe', 'jeupe', 'cheupe', 'vyeupe', 'weupe', 'zeupe', 'ya white', 'cream'],
};

const ASKED_PATTERNS: Record<Pattern, string[]> = {
  plain: ['solid', 'bila maua', 'simple', 'rangi moja'],
  kitenge: ['vitenge', 'ya kitenge', 'kitenge design'],
  ankara: ['ya ankara', 'ankara design', 'african ankara'],
  striped: ['stripe', 'with stripes', 'mistari', 'yenye mistari'],
  dotted: ['dots', 'polka dots', 'polkadot', 'madoadoa', 'yenye madoadoa', 'spotted', 'with dots'],
  checked: ['checkered', 'check', 'maasai checks', 'tartan', 'plaid', 'ya checks'],
  zigzag: ['zig zag', 'chevron', 'with zigzag', 'ya zigzag'],
  waves: ['wave', 'mawimbi', 'wave print', 'with waves'],
  floral: ['flowers', 'flower', 'maua', 'with flowers', 'yenye maua', 'flower print'],
};

/** Words around what is asked for. */
const TALK = [
  'original',
  'quality',
  'new',
  'mpya',
  'for sale',
  'nzuri',
  'beautiful',
  'size',
  'ready',
  'available',
  'in stock',
  'iko',
  'ziko',
  'nataka',
  'natafuta',
  'looking for',
  'a photo of a',
  'picha ya',
  'the',
  'with',
  'and',
  'na',
  'ya',
  'wa',
  'la',
  'za',
  'cha',
  'vya',
  'kwa',
  'for',
  'in',
  'bei',
  'ksh',
  'kes',
  'only',
  'tu',
  'men',
  'ladies',
  'women',
  'kids',
  'cheap',
  'bei rahisi',
  'latest',
  'fashion',
  'design',
  'style',
  'print',
  'colour',
  'color',
  'rangi',
  'unisex',
  'nairobi',
  'delivery',
  'free delivery',
  'wholesale',
  'jumla',
  'reduced',
  'redeem',
  'reduction',
  'offer',
  'sale',
  'sana',
  'poa',
  'laptop',
  'table',
  'ivory',
  'bangle',
  'gucci copy',
  'louis vuitton',
  'jordan',
  'rolex',
  'iphone',
  'samsung',
  'nike',
  'adidas',
  'master copy',
  'replica',
  'mirror',
  'box',
  'warranty',
  'handmade',
  'leather',
  'cotton',
  'sisal',
  'steel',
];

/** All words, the sellers' and the shoppers'. */
export function wordsForCaptions(): CaptionWords {
  const groups = ASKED_GROUPS.flatMap(([texts, kinds]) =>
    texts.map((text) => ({ text, means: kinds.map((kind) => KINDS.indexOf(kind)) })),
  );
  const kinds = KINDS.flatMap((kind, at) => words([...KIND_WORDS[kind].names, ...ASKED_KINDS[kind]], at));
  const grouped = new Set(groups.map(({ text }) => text));
  return {
    kinds: [...kinds.filter(({ text }) => !grouped.has(text)), ...groups],
    colours: COLOURS.flatMap((colour, at) => words([...COLOUR_WORDS[colour], ...ASKED_COLOURS[colour]], at)),
    patterns: PATTERNS.flatMap((pattern, at) => words([...PATTERN_WORDS[pattern], ...ASKED_PATTERNS[pattern]], at)),
    fillers: [
      ...new Set([...TALK, ...KINDS.flatMap((kind) => [...KIND_WORDS[kind].lines, ...(KIND_WORDS[kind].sizes ?? [])])]),
    ],
    counts: { kinds: KINDS.length, colours: COLOURS.length, patterns: PATTERNS.length },
  };
}

const words = (texts: string[], means: number): CaptionWord[] =>
  [...new Set(texts.map((text) => text.toLowerCase()))]
    .filter((text) => text !== '')
    .map((text) => ({ text, means: [means] }));
