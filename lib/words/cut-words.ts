/** Nobody types more; each costs a look-up. */
const MOST_WORDS = 12;
/** In characters. PostgreSQL takes no word of more than 2,046 bytes; what begins like one of so many is that one. */
const LONGEST = 100;

/** A word as its runs of letters and of digits: `32gb` and `32 GB` are both written `32 gb` in the database. */
export type CutWord = readonly string[];

/** English's possessive s: `men's shoes` means `men shoes`, too. */
const POSSESSIVE = /(?<=[\p{L}\p{Nd}])['’ʼ]s(?![\p{L}\p{M}\p{Nd}])/gu;
const WORD = /[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}]*/gu;
const WHERE_DIGITS_MEET_LETTERS = /(?<=[0-9])(?=[^0-9])|(?<=[^0-9])(?=[0-9])/;

/**
 * The words of a query, cut as the database's `"plainWords"` does. What stands between them says nothing.
 * `plain`: in lower case without accents, as `"plainText"` makes it.
 */
export function cutWords(plain: string): CutWord[] {
  const words = plain.replaceAll(POSSESSIVE, ' ').match(WORD) ?? [];
  return words.slice(0, MOST_WORDS).map((word) => word.slice(0, LONGEST).split(WHERE_DIGITS_MEET_LETTERS));
}

/** As the database's `"signsOf"` takes them: without the tones of skin, and each of those that are joined. */
const SIGN = /[\u2600-\u27BF\u{1F000}-\u{1F3FA}\u{1F400}-\u{1FAFF}]/gu;

/** The emoji of a query, each once: they are looked for where there is no word. */
export function cutSigns(plain: string): string[] {
  return [...new Set(plain.match(SIGN))].slice(0, MOST_WORDS);
}

/** English's and Swahili's small words, which say nothing about a thing. */
const SMALL_WORDS = new Set(
  (
    'a an and are at by for from i in is it my of on or that the this to want with ' +
    'au cha gani hii hiyo ile katika kwa kwenye la na ni nataka ni pa pia sana vya wa ya yangu za'
  ).split(' '),
);

export const isSmallWord = (word: string): boolean => SMALL_WORDS.has(word);
