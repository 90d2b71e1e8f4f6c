/** Overrides of writing direction turn a caption, and what is shown beside it, around; plain marks (LRM, RLM) are part of Arabic. */
const DIRECTION_OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/gu;
/** PostgreSQL takes no zero bytes, UTF-8 no lone surrogates; other controls only do harm. Line breaks and tabs stay. */
const CONTROLS = /(?![\n\t])\p{Cc}/gu;

/** A seller's text as it is stored and shown: their own words and emojis, without what could break either. */
export function storedText(text: string, maxLength: number): string | null {
  const clean = text
    .slice(0, maxLength)
    .replace(/\r\n?/g, '\n')
    .replace(CONTROLS, '')
    .replace(DIRECTION_OVERRIDES, '')
    .replace(/\p{Cs}/gu, '')
    .trim();
  return clean === '' ? null : clean;
}
