import { withPlacesSigned } from './kenyan-places';

/** What a text says in one go, where it stands, and what is said before and after. */
export interface Clause {
  text: string;
  /** What patterns are looked for in. */
  plain: string;
  /** In the whole text, in UTF-16 units. */
  from: number;
  to: number;
}

/** Signs that point at a place: they begin what they stand before. */
export const PIN = '\u{1F4CD}|\u{1F4CC}|\u{1F3EC}|\u{1F3E2}|\u{1F3EA}';
const IS_PIN = new RegExp(PIN);
/** Dots behind these end no sentence. */
const SHORTENED = /(?:^|[^\p{L}])(?:st|ave|rd|opp|bldg|hse|rm|no|nrb|nbi|msa|ltd|flr|ksh|kes|sh|na)$/iu;
const BOUNDARY = /[\n\r;|!?•·●▪◾]|\.(?=\s|$)|\p{Extended_Pictographic}|\p{Regional_Indicator}/gu;
/** Beyond this nobody says where the shop is; and nobody's text is to keep a page waiting. */
const LONGEST_TEXT = 3_000;

/** Cut where a sentence, a line or a picture in the text ends it; a question mark stays, so that it is seen. */
export function clausesOf(whole: string): Clause[] {
  const text = whole.slice(0, LONGEST_TEXT);
  const clauses: Clause[] = [];
  let from = 0;
  const cut = (to: number) => {
    const said = text.slice(from, to);
    if (said.trim() !== '') clauses.push({ text: said, plain: plain(said), from, to });
  };
  for (const { 0: sign, index } of text.matchAll(BOUNDARY)) {
    if (/^[#*©®™]$/u.test(sign)) continue;
    if (sign === '.' && SHORTENED.test(text.slice(Math.max(0, index - 8), index))) continue;
    const isPin = IS_PIN.test(sign);
    cut(sign === '?' ? index + 1 : index);
    from = isPin ? index : index + sign.length;
  }
  cut(text.length);
  return clauses;
}

/** Marks of bold and italics, and what cannot be seen. */
const MARK = /[*_"“”\u200b\u200e\u200f\u2060]|\u200c|\u200d|\ufe0f/gu;

/** Small letters, marks as spaces, known places as signs; everything stands where it stood. */
const plain = (text: string): string =>
  withPlacesSigned(
    text
      .replaceAll(MARK, ' ')
      .replaceAll(/\s/gu, ' ')
      .replaceAll(/\p{Lu}/gu, (letter) =>
        letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter,
      ),
  );

const BEFORE = /^(?:[^\p{L}\p{N}#(]|\p{Extended_Pictographic})+/u;
const BEHIND = /[^\p{L}\p{N})%]+$/u;
/** WhatsApp's signs for bold and italics are no words. */
const PAIRED = /(?<![\p{L}\p{N}])([*_])([^*_\n]+)\1(?![\p{L}\p{N}])/gu;

/** A seller's words for a quotation: without what stands around them; null where half of a pair of marks is left. */
export function quotable(text: string): string | null {
  const words = text.replaceAll(PAIRED, '$2').replace(BEFORE, '').replace(BEHIND, '');
  return words === '' || /[*_~]/.test(words) ? null : words;
}

/** A number to call or to pay to, or an address: not for a quotation of ours. */
export const hasNumberOrLink = (text: string): boolean =>
  /\d(?:[\s().+-]?\d){5,}|https?:|www\.|\p{L}\.(?:com|me|ke|ly|co|link|shop)\b/iu.test(text);
