import type { Random } from '@/e2e/world/sellers/random';
import { normalise } from '@/lib/embedding/fuse-vectors';
import type { SearchDeps, SearchRequest } from '@/lib/search/search-products';
import { TYPED } from '../catalogue/product-words';

/** Asked for is `atMost` ms, or what the size has. */
type Search = [name: string, query: () => string, request?: Partial<SearchRequest>, atMost?: number];

/** What shoppers type and ask for with it. */
export function searches(random: Random): Search[] {
  const { brands, things, colours } = TYPED;
  const phrase = () => `${random.pick(colours)} ${random.pick(brands)} ${random.pick(things)}`;
  return [
    ['one word', () => random.pick([...brands, ...things, ...colours])],
    ['three words', phrase],
    ['brand and model', () => `${random.pick(brands)} ${random.pick([...'abcdefghs'])}${random.int(1, 99)}`],
    ['one word, mistyped', () => mistyped(random, random.pick(brands.filter((brand) => brand.length > 4)))],
    [
      'three words, mistyped',
      () => `${mistyped(random, random.pick(things))} ${random.pick(brands)} ${random.pick(colours)}`,
    ],
    ['words that nobody has', () => `${random.digits(9)}x ${random.pick([...'qxz'])}qqxz`],
    ['one word and words that nobody has', () => `${random.pick(things)} qqxzq`],
    ['three words, by price', phrase, { filters: { sort: 'price' } }, 40],
    ['one word, by price', () => random.pick(things), { filters: { sort: 'price' } }, 40],
    [
      'one word in a category and a price',
      () => random.pick(things),
      { filters: { category: 'shoes', maxPrice: 20_000 } },
    ],
  ];
}

/** What is typed so far, while suggestions are asked for. */
export function typings(random: Random): [name: string, query: () => string][] {
  const words = [...TYPED.brands, ...TYPED.things];
  return [
    ['one to four letters', () => random.pick(words).slice(0, random.int(1, 4))],
    ['two words', () => `${random.pick(TYPED.colours)} ${random.pick(words).slice(0, 3)}`],
    ['mistyped', () => mistyped(random, random.pick(words.filter((word) => word.length > 5)))],
  ];
}

/** One letter of it another one. */
function mistyped(random: Random, word: string): string {
  const at = random.int(1, word.length - 1);
  return word.slice(0, at) + random.pick([...'aeioutskm']) + word.slice(at + 1);
}

/** Answers at once: far from everything. */
export function embedderOf(
  random: Random,
  { space, dimensions }: { space: string; dimensions: number },
): SearchDeps['embedder'] {
  const embed = async () => ({
    space,
    vector: normalise(Float32Array.from({ length: dimensions }, () => random.next() - 0.5)),
  });
  return { embedText: embed, embedImage: embed };
}
