/** What is kept of each text at most, in UTF-16 units; WhatsApp's own limits are far below. Reviewers get all of it. */
export const LONGEST = { title: 500, businessName: 500, description: 20_000 } as const;

/** Direction overrides turn a caption around, and what is beside it; plain marks (LRM, RLM) are part of Arabic. */
const DIRECTION_OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/gu;
/** PostgreSQL takes no zero bytes, UTF-8 no lone surrogates; other controls only do harm. Line breaks and tabs stay. */
const CONTROLS = /(?![\n\t])\p{Cc}/gu;
/**
 * What nobody sees splits words for whoever checks them (soft hyphens, fillers), or carries a text of its own (tags,
 * selectors). The flags of England, Scotland and Wales are written with tags.
 */
const UNSEEN = new RegExp(
  String.raw`(\u{1f3f4}[\u{e0061}-\u{e007a}]{2,6}\u{e007f})|` +
    String.raw`(?![\u200c-\u200f\u061c]|\ufe0e|\ufe0f)\p{Default_Ignorable_Code_Point}|` +
    String.raw`[\ufff9-\ufffb\u{e0000}-\u{e0fff}]|\p{Co}`,
  'gu',
);
/** One dresses the sign before it: an emoji, or the digit of a keycap. */
const SELECTORS = /(?<=(\p{Emoji})?)(?:\ufe0e|\ufe0f)+/gu;
const JOINERS_AND_MARKS =
  /(?<=(.?))(\u200c|\u200d|\u200e|\u200f|\u061c)(?:\u200c|\u200d|\u200e|\u200f|\u061c)*(?=(.?))/gsu;
/** Letters that stand side by side: within their words a joiner or a mark changes only what a filter reads. */
const PLAIN_LETTER = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Nd}]$/u;
const JOINABLE = /^(?:[\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}]|\ufe0f)$/u;

/** A seller's text as it is stored, reviewed and shown: words and emojis, without what could break or hide there. */
export function storedText(text: string, maxLength: number): string | null {
  const clean = text
    .slice(0, maxLength)
    .replace(/\r\n?/g, '\n')
    .replace(CONTROLS, '')
    .replace(DIRECTION_OVERRIDES, '')
    .replace(/\p{Cs}/gu, '')
    .replace(UNSEEN, (_unseen, flag: string | undefined) => flag ?? '')
    .replace(SELECTORS, (selectors: string, dressed: string | undefined) => (dressed ? selectors.charAt(0) : ''))
    .replace(JOINERS_AND_MARKS, (_run, before: string, sign: string, after: string) =>
      isNeeded(before, sign, after) ? sign : '',
    )
    .trim();
  return clean === '' ? null : clean;
}

/** A joiner within an emoji or a word of Arabic, Hindi and the like; a direction mark but within plain letters. */
function isNeeded(before: string, sign: string, after: string): boolean {
  const [isAfterPlain, isBeforePlain] = [PLAIN_LETTER.test(before), PLAIN_LETTER.test(after)];
  if (sign !== '\u200c' && sign !== '\u200d') return !(isAfterPlain && isBeforePlain);
  return !isAfterPlain && !isBeforePlain && JOINABLE.test(before) && JOINABLE.test(after);
}
