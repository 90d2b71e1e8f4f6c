import { clausesOf } from './clauses';
import { readDelivery } from './read-delivery';
import { readPlace } from './read-place';

/** In the seller's own words, never ours. */
export interface SellerSays {
  place: string | null;
  delivery: string | null;
}

export function sellerSays(text: string | null): SellerSays {
  if (text === null) return { place: null, delivery: null };
  const clauses = clausesOf(text);
  return { place: readPlace(text, clauses), delivery: readDelivery(text, clauses) };
}

/** What a shop says of itself: what several of its texts, newest first, say alike, and most that say anything. */
export function shopSays(texts: (string | null)[]): SellerSays {
  const said = texts.map(sellerSays);
  return { place: agreed(said.map(({ place }) => place)), delivery: agreed(said.map(({ delivery }) => delivery)) };
}

function agreed(said: (string | null)[]): string | null {
  const words = said.filter((one) => one !== null);
  const alike = new Map<string, string[]>();
  for (const one of words) alike.set(keyOf(one), [...(alike.get(keyOf(one)) ?? []), one]);
  const [most] = [...alike.values()].sort((a, b) => b.length - a.length);
  if (most === undefined || most.length < 2 || most.length * 2 <= words.length) return null;
  return most[0] ?? null;
}

const keyOf = (words: string): string =>
  words
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
