import { hasInjectionMarkers } from '@/lib/quality/injection-markers';
import type { Mark } from './review-context.schema';

/** A sentence or a line: what is marked begins and ends within one. */
const PIECE = /[^.!?;…\n]+[.!?;…]*/gu;
/** Nine digits and more with the usual signs between them, addresses of pages and of mail. */
const CONTACT = /(?<![\d.,])\+?\d(?:[ ().-]{0,2}\d){8,14}(?!\d)|(?:https?:\/\/|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.]{2,}/giu;

/** What a moderator should see first in a seller's words, in the order in which it stands there; nothing overlaps. */
export function marksIn(text: string, price: string | null): Mark[] {
  const found = [...instructionsIn(text), ...contactsIn(text), ...pricesIn(text, price)];
  const marks: Mark[] = [];
  // The weightier ones come first in `found`.
  for (const mark of found) {
    if (!marks.some(({ from, to }) => mark.from < to && from < mark.to)) marks.push(mark);
  }
  return marks.sort((a, b) => a.from - b.from);
}

/** What is written to whoever reviews, cut down to the words without which it would not be found. */
function instructionsIn(text: string): Mark[] {
  if (!hasInjectionMarkers(text)) return [];
  const pieces = [...text.matchAll(PIECE)]
    .map((piece) => ({ from: piece.index, to: piece.index + piece[0].length }))
    .filter(({ from, to }) => hasInjectionMarkers(text.slice(from, to)));
  // A plea that is spread over several of them is looked for in all of it.
  return (pieces.length > 0 ? pieces : [{ from: 0, to: text.length }]).map((piece) => ({
    ...narrowed(text, piece),
    why: 'instructions',
  }));
}

interface Span {
  from: number;
  to: number;
}

function narrowed(text: string, { from, to }: Span): Span {
  const words = [...text.slice(from, to).matchAll(/\S+/gu)].map((word) => ({
    from: from + word.index,
    to: from + word.index + word[0].length,
  }));
  const isFound = (first: number, last: number) => {
    const [begin, end] = [words[first], words[last]];
    return begin !== undefined && end !== undefined && hasInjectionMarkers(text.slice(begin.from, end.to));
  };
  const last = furthest(words.length - 1, (off) => isFound(0, words.length - 1 - off));
  const end = words.length - 1 - last;
  const first = furthest(end, (off) => isFound(off, end));
  return { from: words[first]?.from ?? from, to: words[end]?.to ?? to };
}

/** How many may go from one end: by halves at first, so that a long text takes a few looks. */
function furthest(most: number, isFound: (off: number) => boolean): number {
  let off = 0;
  for (let step = Math.max(1, Math.floor(most / 2)); step >= 1; step = Math.floor(step / 2)) {
    while (off + step <= most && isFound(off + step)) off += step;
  }
  return off;
}

const contactsIn = (text: string): Mark[] =>
  [...text.matchAll(CONTACT)].map((found) => ({
    from: found.index,
    to: found.index + found[0].length,
    why: 'contact',
  }));

function pricesIn(text: string, price: string | null): Mark[] {
  const at = price === null || price.trim() === '' ? -1 : text.indexOf(price);
  return at < 0 || price === null ? [] : [{ from: at, to: at + price.length, why: 'price' }];
}
