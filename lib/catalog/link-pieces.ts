import { asOneWord, readLinkedPhone } from './linked-phone';

/** Zero-width characters, marks of writing direction, soft hyphens: a link copied out of a chat brings them along. */
const INVISIBLE = /\p{Cf}|\p{Variation_Selector}/gu;
const BREAKS = /[\s<>"'`«»“”‘’„(){}[\]|;,，。、；؛،]+/;
const WHATSAPP = '(?:www\\.|api\\.|web\\.)?(?:whatsapp\\.com|wa\\.me)';
/** `https:/`, `https//`, `ttps://`, `https: //`, `https:\/\/` right before one of WhatsApp's hosts. */
const BROKEN_SCHEME = new RegExp(
  `(?<![a-z])(?:h{0,3}t{1,3}ps?|hh?ps?)[ \\t]?[:;.：]{0,2}[ \\t]?[\\\\/／]{1,4}[ \\t]?[\\\\/]?(?=${WHATSAPP}[\\\\/])`,
  'gi',
);
/** A link within another one's query belongs to it. */
const NEXT_LINK = new RegExp(`(?<![=?])(?=https?:\\/\\/)|(?<=\\/\\d{7,15})(?=${WHATSAPP}\\/)`, 'i');
/** What a phone stands behind. */
const BEFORE_PHONE = /\/(?:c|catalog|(?:p|product)\/\d{1,20})\/(?=(?:[^\S\r\n]|[(+]){0,5}\d)/gi;
/** In one word, and nothing behind it that could be a part of it: as nearly all are. */
const ALONE = /^\d{7,15}(?:[/?#]|[ \t]*\r?\n(?!\s*\d)|$)/;
/** A phone and what may come right behind it. */
const MOST_AFTER = 160;

/** The pasted text cut into pieces that each hold one link at most. Linear in the text's length. */
export function linkPieces(text: string): string[] {
  const plain = withAsciiDigits(text.replace(INVISIBLE, '')).replace(BROKEN_SCHEME, mendedScheme);
  return withJoinedPhones(plain)
    .split(BREAKS)
    .flatMap((token) => token.split(NEXT_LINK))
    .filter((piece) => piece !== '');
}

const mendedScheme = (scheme: string): string => (/^https?:\/\/$/i.test(scheme) ? scheme : 'https://');

/** Phones in one word each, so that nothing else is cut off from them or taken for a part of them. */
function withJoinedPhones(text: string): string {
  const parts: string[] = [];
  let done = 0;
  for (const { 0: before, index } of text.matchAll(BEFORE_PHONE)) {
    if (index < done) continue;
    const from = index + before.length;
    const after = text.slice(from, from + MOST_AFTER);
    if (ALONE.test(after)) continue;
    const read = readLinkedPhone(after);
    // What cannot be read stays together, and is refused where the link is read.
    const { word, length } = asOneWord(after);
    parts.push(text.slice(done, from), read.ok ? read.phone : word);
    done = from + (read.ok ? read.at : length);
    if (read.ok && read.at < length) parts.push(' ');
  }
  return parts.join('') + text.slice(done);
}

/** Of the scripts that sellers write digits in: Arabic, Persian, Devanagari, Bengali, full-width. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0xff10];
const OTHER_DIGITS = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\uff10-\uff19\uff0b]/g;

function withAsciiDigits(text: string): string {
  return text.replace(OTHER_DIGITS, (digit) => {
    if (digit === '＋') return '+';
    const code = digit.charCodeAt(0);
    return String(code - (ZEROS.findLast((zero) => zero <= code) ?? code));
  });
}
