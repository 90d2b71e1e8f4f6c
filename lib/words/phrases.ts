import { isSmallWord } from './cut-words';

export interface Phrase {
  /** As it was written where it was met first, in lower case. */
  text: string;
  /** How often it is in a title. */
  count: number;
}

const MOST_WORDS = 3;
/** In characters. */
const LONGEST = 60;
/** Beyond so many, the ones that are met once only are forgotten while counting; of the rest the commonest stay. */
const MOST_WHILE_COUNTING = 300_000;
const MOST_KEPT = 30_000;
/** Of a phrase and its beginning, what goes on so in so large a share says all of it. */
const ALWAYS_GOES_ON = 0.9;
/** A phone, a till or an order, whole or in groups: somebody's number is nothing to suggest. */
const LONG_NUMBER = /\d{5,}|\d(?:[\s().+-]*\d){6,}/g;

/** Where one thing that is said ends. Dashes between spaces; those within words stay. */
const END = /[^\p{L}\p{M}\p{N}\s'’-]+|\s[-'’]+\s/gu;
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;
/** What follows is a price, which is nothing to search for. */
const MONEY = /^(?:ksh?s?|kes|bob|ugx|tzs|tsh|usd|price|bei)$/;

/** What phrases are compared by: `Café` and `cafe`, `T-shirt` and `t shirt` are one. */
export function phraseKey(text: string): string {
  const plain = text.toLowerCase().normalize('NFKD').replaceAll(/\p{M}/gu, '');
  return plain.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** The phrases of one to three words in the titles of live products, by what they begin with. */
export class Phrases {
  private counting = new Map<string, Phrase>();
  private keys: string[] = [];
  private phrases: Phrase[] = [];

  addTitle(title: string): void {
    for (const said of title.toLowerCase().replaceAll(LONG_NUMBER, '|').split(END)) {
      const words = said.match(WORD) ?? [];
      const keys = words.map(phraseKey);
      for (let from = 0; from < words.length; from += 1) {
        for (let end = from + 1; end <= Math.min(words.length, from + MOST_WORDS); end += 1) {
          if (isWorthSearching(words.slice(from, end)))
            this.count(keys.slice(from, end).join(' '), words.slice(from, end).join(' '));
        }
      }
    }
    if (this.counting.size > MOST_WHILE_COUNTING) this.forgetRare();
  }

  private count(key: string, text: string): void {
    const known = this.counting.get(key);
    if (known) known.count += 1;
    else this.counting.set(key, { text, count: 1 });
  }

  private forgetRare(): void {
    for (const [key, { count }] of this.counting) if (count === 1) this.counting.delete(key);
  }

  /** After the last title. */
  finish(): this {
    const all = [...this.counting];
    this.counting = new Map();
    // Not sorted whole: they may be hundreds of thousands, and shoppers wait meanwhile.
    const least =
      Uint32Array.from(all, ([, { count }]) => count)
        .sort()
        .at(-MOST_KEPT) ?? 0;
    let ties = MOST_KEPT - all.filter(([, { count }]) => count > least).length;
    const kept = all.filter(([, { count }]) => {
      if (count === least) ties -= 1;
      return count > least || (count === least && ties >= 0);
    });
    kept.sort(([a], [b]) => (a < b ? -1 : 1));
    this.keys = kept.map(([key]) => key);
    this.phrases = kept.map(([, phrase]) => phrase);
    return this;
  }

  /** Those that begin so, the commonest first; without those that always go on. `key`: of phraseKey. */
  beginningWith(key: string, limit: number): Phrase[] {
    const found: { key: string; phrase: Phrase }[] = [];
    for (let at = this.placeOf(key); this.keys[at]?.startsWith(key); at += 1)
      found.push({ key: this.keys[at] as string, phrase: this.phrases[at] as Phrase });
    found.sort((a, b) => b.phrase.count - a.phrase.count || a.key.length - b.key.length);
    // Beyond these, none is common enough to say all that another says.
    const common = found.slice(0, limit * 4);
    const goesOn = (one: { key: string; phrase: Phrase }) =>
      common.some(
        (other) =>
          other.key.startsWith(`${one.key} `) && other.phrase.count >= Math.max(2, ALWAYS_GOES_ON * one.phrase.count),
      );
    return common
      .filter((one) => one.key === key || !goesOn(one))
      .slice(0, limit)
      .map(({ phrase }) => phrase);
  }

  private placeOf(key: string): number {
    let [from, to] = [0, this.keys.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.keys[middle] as string) < key) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

/** Begins and ends with a word that says something, and has no price in it. */
function isWorthSearching(words: readonly string[]): boolean {
  const [first = '', last = ''] = [words[0], words.at(-1)];
  if (isSmallWord(first) || isSmallWord(last) || words.some((word) => MONEY.test(word))) return false;
  const text = words.join(' ');
  return /\p{L}{2}/u.test(text) && text.length <= LONGEST;
}
