/**
 * What a terminal or a log reader obeys instead of showing it: C0, DEL and C1 (escape sequences, carriage returns),
 * line separators, marks of text's direction or that cannot be seen, halves of characters. Emoji keep their joiner.
 */
const OBEYED = new RegExp(
  '[\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f' +
    '\\ufeff\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}]|\\p{Surrogate}',
  'gu',
);

/** Foreign text for one line of a terminal or a log: what would be obeyed is written as `\uXXXX`, the same in JSON. */
export function visibleText(text: string): string {
  return text.replace(OBEYED, (found) =>
    [...Array(found.length).keys()].map((at) => `\\u${found.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );
}

/** The same for a text of several lines, which stay lines. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visibleText).join('\n');
}
