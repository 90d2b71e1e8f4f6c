/** By how much of a small letter a capital is wider. */
const CAPITAL = 0.3;

/** As many small letters as a text takes the room of: shops write in capitals, which need more lines. */
export function lettersOf(text: string): number {
  return text.length + CAPITAL * (text.match(/\p{Lu}/gu)?.length ?? 0);
}
