import { clausesOf } from './clauses';
import { readDelivery } from './read-delivery';
import { readPlace } from './read-place';
import type { SellerSays } from './seller-says.schema';

/** So many of a shop's newest texts are read for what it says of itself. */
export const NEWEST_READ = 24;

export function sellerSays(text: string | null): SellerSays {
  if (text === null) return { place: null, delivery: null };
  const clauses = clausesOf(text);
  return { place: readPlace(text, clauses), delivery: readDelivery(text, clauses) };
}

/** What a shop says of itself: what several of its texts, newest first, say alike, and most that say anything. */
export function shopSays(texts: (string | null)[]): SellerSays {
  const said = texts.slice(0, NEWEST_READ).map(sellerSays);
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
