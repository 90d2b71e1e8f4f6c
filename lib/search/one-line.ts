/** Marks and overrides that turn the direction of the words around them, too. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * A seller's words as one line among others' words (a title bar, a card in a chat): at most so many signs, without characters
 * that would turn the text around them.
 */
export function oneLine(text: string, longest: number): string {
  const signs = [...text.toWellFormed().replace(DIRECTION, '').replace(/\s+/g, ' ').trim()];
  if (signs.length <= longest) return signs.join('');
  return `${signs
    .slice(0, longest - 1)
    .join('')
    .trimEnd()}…`;
}
