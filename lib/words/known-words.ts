import { editDistance, soundOf } from './edit-distance';

export interface KnownWord {
  word: string;
  /** How many live products have it. */
  products: number;
}

/** Shorter words are too like others for any mistake to be forgiven. */
const FORGIVEN_FROM = 4;
const SHORTEST_MEANT = FORGIVEN_FROM - 1;
/** Numbers, models and categories (`#shoes`) are not what a mistyped word is meant for. */
const NEVER_MEANT = /[\d#]/;
/** All of them: nothing is like it. */
const NOBODYS_LETTERS = -1;
/** From here on, two letters may be wrong. */
const TWO_FORGIVEN_FROM = 6;
/** A first letter is rarely mistyped: one that differs counts half a letter more. */
const OTHER_BEGINNING = 0.5;
/** How many that are equally close are meant, where it cannot be asked. */
const MOST_MEANT = 3;

/** How many letters may be wrong in a word. */
export function forgiven(word: string): number {
  if (word.length < FORGIVEN_FROM || /\d/.test(word)) return 0;
  return word.length < TWO_FORGIVEN_FROM ? 1 : 2;
}

/**
 * The words that live products have. Mistyped ones are compared with all that share most of their letters, which of
 * 100,000 words are some hundreds: below 2 ms, and no index to keep.
 */
export class KnownWords {
  private readonly words: string[] = [];
  private readonly counts: number[] = [];
  /** Which letters each has, a bit for each. */
  private readonly letters: number[] = [];
  private readonly places = new Map<string, number>();
  /** The one that most products have of each sound. */
  private readonly sounds = new Map<string, number>();

  /** `live`: how many products there are. */
  constructor(readonly live: number) {}

  get size(): number {
    return this.words.length;
  }

  /** In the order of their code units, each once. */
  add({ word, products }: KnownWord): void {
    const place = this.words.push(word) - 1;
    this.counts.push(products);
    this.places.set(word, place);
    const isMeant = word.length >= SHORTEST_MEANT && !NEVER_MEANT.test(word);
    this.letters.push(isMeant ? lettersOf(word) : NOBODYS_LETTERS);
    if (!isMeant) return;
    const sound = soundOf(word);
    const other = this.sounds.get(sound);
    if (other === undefined || (this.counts[other] ?? 0) < products) this.sounds.set(sound, place);
  }

  has(word: string): boolean {
    return this.places.has(word);
  }

  /** How many products have it. */
  productsWith(word: string): number {
    return this.counts[this.places.get(word) ?? -1] ?? 0;
  }

  /** Whether one of them begins like that. */
  hasBeginning(beginning: string): boolean {
    return this.words[this.placeOf(beginning)]?.startsWith(beginning) ?? false;
  }

  /** Those that begin so. */
  *beginningWith(beginning: string): Iterable<KnownWord> {
    for (let place = this.placeOf(beginning); this.words[place]?.startsWith(beginning); place += 1)
      yield { word: this.words[place] as string, products: this.counts[place] as number };
  }

  /** Where a word stands, or would. */
  private placeOf(word: string): number {
    let [from, to] = [0, this.words.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.words[middle] as string) < word) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /**
   * What a mistyped word may be meant for, best first; all are equally close to it. One letter may be wrong, in longer
   * words two; it may sound alike (`fone`).
   */
  meantBy(word: string): string[] {
    const most = forgiven(word);
    if (most === 0) return [];
    let best = most + OTHER_BEGINNING;
    let found: number[] = [];
    const take = (place: number, distance: number): void => {
      const far = distance + (this.words[place]?.charCodeAt(0) === word.charCodeAt(0) ? 0 : OTHER_BEGINNING);
      if (far > best) return;
      if (far < best) found = [];
      best = far;
      if (!found.includes(place)) found.push(place);
    };
    const alike = this.sounds.get(soundOf(word));
    if (alike !== undefined && this.words[alike] !== word) take(alike, 0.5);
    const mine = lettersOf(word);
    for (let place = 0; place < this.words.length; place += 1) {
      // A letter that is exchanged changes two bits.
      if (bits((this.letters[place] as number) ^ mine) > 2 * most) continue;
      const other = this.words[place] as string;
      if (Math.abs(other.length - word.length) > most || other === word) continue;
      const distance = editDistance(word, other, most);
      if (distance <= most) take(place, distance);
    }
    return found
      .sort((a, b) => (this.counts[b] as number) - (this.counts[a] as number) || a - b)
      .slice(0, MOST_MEANT)
      .map((place) => this.words[place] as string);
  }
}

/** a to z a bit each; all other letters and digits share six. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at);
    letters |= 1 << (code >= 97 && code <= 122 ? code - 97 : 26 + (code % 6));
  }
  return letters;
}

function bits(value: number): number {
  let rest = value - ((value >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
