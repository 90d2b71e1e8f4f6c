import { Random } from '@/e2e/world/sellers/random';
import { KIND_WORDS } from '@/e2e/world/sellers/words';
import type { BrandedProduct } from './branded-market';

export type Language = 'English' | 'Swahili';

/** What somebody types, and what they mean by it. */
export interface WordQuery {
  /** brand, model, size, shop. */
  names: string;
  language: Language;
  words: string;
  isMeant(found: BrandedProduct): boolean;
}

/** What sellers call each kind, in which language the shopper asks. */
const NAME_AT: Record<Language, number> = { English: 0, Swahili: 1 };

/** Every brand, model, size and shop of the market, asked for as people do in either language. */
export function shoppersWords(market: readonly BrandedProduct[]): WordQuery[] {
  const queries = (['English', 'Swahili'] as const).flatMap((language) => [
    ...market.flatMap((one) => namingOne(one, language)),
    ...[...new Set(market.map(({ shop }) => shop))].map((shop) => ({
      names: 'shop',
      language,
      words: language === 'English' ? shop : `duka la ${shop}`,
      isMeant: (found: BrandedProduct) => found.shop === shop,
    })),
  ]);
  return [...new Map(queries.map((query) => [`${query.names} ${query.language} ${query.words}`, query])).values()];
}

function namingOne({ kind, brand, model, size }: BrandedProduct, language: Language): WordQuery[] {
  const names = KIND_WORDS[kind].names;
  const name = names[NAME_AT[language]] ?? names[0] ?? kind;
  const queries: WordQuery[] = [];
  if (brand !== null) {
    const words = language === 'English' ? `${brand} ${name}` : `${name} ya ${brand}`;
    queries.push({ names: 'brand', language, words, isMeant: (found) => found.kind === kind && found.brand === brand });
  }
  if (model !== null) {
    const words = language === 'English' ? `${brand} ${model}` : `${name} ${model}`;
    queries.push({ names: 'model', language, words, isMeant: (found) => found.kind === kind && found.model === model });
  }
  if (size !== null)
    queries.push({
      names: 'size',
      language,
      words: `${name} ${size}`,
      isMeant: (found) => found.kind === kind && found.size === size,
    });
  return queries;
}

/** With a letter wrong, missing, twice or swapped in the longest word; the same each time. */
export function mistyped(words: string): string {
  const random = new Random(`typing ${words}`);
  const parts = words.split(' ');
  const longest = parts.reduce((a, b) => (b.length > a.length ? b : a), '');
  const at = random.int(1, Math.max(1, longest.length - 2));
  const [before, letter, after] = [longest.slice(0, at), longest.charAt(at), longest.slice(at + 1)];
  const wrong = random.pick([
    `${before}${random.pick([...'aeiou'].filter((other) => other !== letter))}${after}`,
    `${before}${after}`,
    `${before}${letter}${letter}${after}`,
    `${before}${after.charAt(0)}${letter}${after.slice(1)}`,
  ]);
  return parts.map((part) => (part === longest ? wrong : part)).join(' ');
}
