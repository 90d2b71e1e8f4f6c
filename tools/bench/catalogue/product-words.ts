import type { Random } from '@/e2e/world/sellers/random';

const BRANDS = words(
  'samsung tecno infinix iphone nokia oppo xiaomi nike adidas puma',
  'vans converse gucci zara ankara kitenge hotpoint ramtons sony hisense',
);
const THINGS = words(
  'phone shoes sneakers sandals dress gauni shirt handbag mkoba necklace perfume sofa mattress blender kettle',
  'headphones charger laptop fabric basket watch earrings carpet curtains suit trouser jacket cap wig lotion',
);
const COLOURS = words('black white red blue green brown pink gold silver grey yellow purple');
const QUALITIES = words(
  'original leather official new quality ladies men kids cotton',
  'vintage wireless heavy portable elegant affordable classic',
);
/** Words that few have: model names, places, what is misspelt. */
const RARE_WORDS = 40_000;

/** The words that shoppers of the bench type, and what a mistyped one looks like. */
export const TYPED = { brands: BRANDS, things: THINGS, colours: COLOURS };

/** By their number: the commonest first. Made once for a catalogue. */
export function makeRareWords(random: Random): string[] {
  return Array.from({ length: RARE_WORDS }, () => madeUpWord(random));
}

export function shopNameOf(random: Random, rare: readonly string[]): string {
  return `${capital(zipf(random, rare))} ${random.pick(['Collections', 'Store', 'Traders', 'Boutique'])}`;
}

/** 4 to 8 words. */
export function titleOf(random: Random, rare: readonly string[]): string {
  const brand = random.chance(0.5) ? [capital(zipf(random, BRANDS))] : [];
  const model = random.chance(0.3)
    ? [`${zipf(random, rare).slice(0, 1).toUpperCase()}${1 + random.int(0, 99 - 1)}`]
    : [];
  const size = random.chance(0.2)
    ? [`${2 ** (4 + random.int(0, 5 - 1))}GB`]
    : random.chance(0.3)
      ? [`size ${36 + random.int(0, 10 - 1)}`]
      : [];
  const words = [
    zipf(random, COLOURS),
    ...(random.chance(0.5) ? [zipf(random, QUALITIES)] : []),
    ...(random.chance(0.4) ? [zipf(random, rare)] : []),
    zipf(random, THINGS),
  ];
  return [...brand, ...model, ...words, ...size].join(' ');
}

/** 12 to 30 words. */
export function descriptionOf(random: Random, rare: readonly string[]): string {
  return wordsOf(random, rare, 12 + random.int(0, 18 - 1)).join(' ');
}

function wordsOf(random: Random, rare: readonly string[], count: number): string[] {
  return Array.from({ length: count }, () => {
    const kind = random.next();
    return kind < 0.8 ? zipf(random, rare) : zipf(random, kind < 0.88 ? THINGS : kind < 0.95 ? QUALITIES : COLOURS);
  });
}

/** The first of the list most often: the n-th about once where the first is n times. */
function zipf(random: Random, words: readonly string[]): string {
  return words[Math.floor(words.length ** random.next()) - 1] ?? '';
}

function madeUpWord(random: Random): string {
  const syllable = () => random.pick([...'bcdfghjklmnprstvwz']) + random.pick([...'aeiou']);
  return Array.from({ length: 2 + random.int(0, 3 - 1) }, syllable).join('') + random.pick(['', 'n', 's', 'r']);
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function words(...lines: string[]): string[] {
  return lines.flatMap((line) => line.split(' '));
}
